import { describe, expect, it } from '@jest/globals';
import { EndpointState } from '../../deliveries/delivery.types.js';
import { Scope } from '../../platform/access/scope.js';
import { StoreSettings } from '../../stores/dto/store-settings.dto.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { placesOf } from './courier-places.js';
import { firstOpen, setUpOf, type SetUpFacts } from './set-up-state.js';

const ON = EndpointState.Enabled;

function facts(more: Partial<SetUpFacts> = {}, settings: Partial<StoreSettings> = {}): SetUpFacts {
  const row = { traits: { checkedAt: '2026-01-01T00:00:00Z' }, setUpPassed: ['settings'] };
  return {
    store: {
      paused: true,
      row,
      settings: Object.assign(new StoreSettings(), settings),
    } as unknown as StoreContext,
    secrets: { clickpostWebhookKey: 'a-key-of-clickpost' },
    endpoints: [
      { kind: 'NOTIFICATION', state: ON },
      { kind: 'RETURN_ACK', state: ON },
    ],
    clients: [{ id: 'increff', scopes: [Scope.OrdersWrite], storeCodes: null, enabled: true }],
    ...more,
  };
}

const passed = (steps: string[], of: SetUpFacts): SetUpFacts => ({
  ...of,
  store: { ...of.store, row: { ...of.store.row, setUpPassed: steps } },
});

describe('the set-up of a store', () => {
  it('lacks nothing where all is there', () => {
    const setUp = setUpOf(facts());
    expect([setUp.missing, firstOpen(setUp)]).toEqual([[], 'begin']);
  });

  it.each<[string, Partial<SetUpFacts>, unknown[]]>([
    ['no key of a courier', { secrets: { notificationUrl: 'https://x' } }, ['couriers', undefined]],
    [
      'an endpoint that is switched off',
      {
        endpoints: [
          { kind: 'NOTIFICATION', state: EndpointState.Disabled },
          { kind: 'RETURN_ACK', state: ON },
        ],
      },
      ['endpoint', 'NOTIFICATION'],
    ],
    ['nobody', { clients: [] }, ['client', undefined]],
    [
      'an administrator alone',
      { clients: [{ id: 'a', scopes: [Scope.Admin], storeCodes: null, enabled: true }] },
      ['client', undefined],
    ],
    [
      'a client that is shut out',
      { clients: [{ id: 'a', scopes: [Scope.OrdersWrite], storeCodes: null, enabled: false }] },
      ['client', undefined],
    ],
  ])('says what is missing: %s', (_name, more, [what, kind]) => {
    const { missing, states } = setUpOf(facts(more));
    expect(missing.map((one) => [one.what, one.kind])).toEqual([[what, kind]]);
    expect(states[missing[0]!.step]).toBe('OPEN');
  });

  it('asks for Increff’s endpoint where orders are pushed, and a courier’s own secret is a key', () => {
    const secrets = { courierSecrets: { delhivery: 'its-secret' } };
    const couriers = [{ name: 'delhivery', auth: { kind: 'header', header: 'x-key' } }];
    expect(setUpOf(facts({ secrets }, { couriers } as never)).missing).toEqual([]);
    // Of a courier that the settings do not name any more.
    expect(setUpOf(facts({ secrets })).missing).toMatchObject([{ step: 'couriers' }]);
    expect(setUpOf(facts({}, { pushToIncreff: true })).missing).toMatchObject([{ kind: 'INCREFF' }]);
  });

  it('goes on behind what somebody left out, and does not call it done', () => {
    const none = facts({ secrets: {}, clients: [] });
    expect(firstOpen(setUpOf(none))).toBe('couriers');
    const left = setUpOf(passed(['settings', 'couriers'], none));
    expect([left.states.couriers, left.states.endpoints, firstOpen(left)]).toEqual([
      'SKIPPED',
      'DONE',
      'clients',
    ]);
    // What others filled in is done, however often it was left out.
    expect(setUpOf(passed(['settings', 'couriers'], facts())).states.couriers).toBe('DONE');
    expect(firstOpen(setUpOf(passed([], facts())))).toBe('settings');
  });
});

describe('where couriers call', () => {
  it('is one address each, with the way they show their key', () => {
    const settings = Object.assign(new StoreSettings(), {
      couriers: [
        { name: 'delhivery', auth: { kind: 'basic' } },
        { name: 'dtdc', auth: { kind: 'hmac', header: 'x-sign', algorithm: 'sha256', encoding: 'hex' } },
      ],
    });
    const secrets = { shiprocketWebhookToken: 'a-token-of-theirs', courierSecrets: { dtdc: 'its-secret' } };
    const places = placesOf({ code: 'first', settings }, secrets, 'https://bridge.example.com');
    expect(
      places.map(({ url, hasKey }) => [url.replace('https://bridge.example.com/webhooks/', ''), hasKey]),
    ).toEqual([
      ['clickpost/first', false],
      ['st/first', true],
      ['shipway/first', false],
      ['eshipz/first', false],
      ['courier/first/delhivery', false],
      ['courier/first/dtdc', true],
    ]);
    expect(places.map(({ proof }) => proof).slice(-2)).toEqual([
      'HTTP Basic; the key is user:password',
      'header x-sign signs the body with sha256, in hex',
    ]);
    const delhivery = places.find(({ title }) => title === 'delhivery')!;
    expect(delhivery.makeKey()).toMatch(/^bridge:[\w-]{43}$/);
    expect(delhivery.change('user:password')).toEqual({ courierSecrets: { delhivery: 'user:password' } });
  });
});
