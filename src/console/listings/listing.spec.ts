import { expect, it } from '@jest/globals';
import { nextPlace, placeOf, previousPlace } from './listing.js';
import { orders } from './orders.js';
import { runs } from './runs.js';

it('leads from page to page and back, to the first one', () => {
  let place = placeOf(runs, {});
  for (const next of ['90', '40']) place = placeOf(runs, nextPlace(place, next));
  expect(place).toEqual({ cursor: '40', back: ['', '90'] });
  place = placeOf(runs, previousPlace(place)!);
  expect(place).toEqual({ cursor: '90', back: [''] });
  place = placeOf(runs, previousPlace(place)!);
  expect([place, previousPlace(place)]).toEqual([{ cursor: '', back: [] }, undefined]);
});

it('leads back no further than an address is long, and to nothing that is no place of the list', () => {
  let place = placeOf(orders, {});
  const cursor = '2026-11-25 14:26:00.123456+00|4711';
  for (let pages = 0; pages < 60; pages++) place = placeOf(orders, nextPlace(place, cursor));
  expect(place.back).toHaveLength(25);
  expect(placeOf(runs, { cursor: '1', back: '2~x~"><b>~' }).back).toEqual(['2', '']);
  expect(placeOf(runs, { cursor: '1', back: ['2'] }).back).toEqual([]);
});
