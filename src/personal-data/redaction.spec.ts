import { describe, expect, it } from '@jest/globals';
import { Redaction, tellingValuesOf, valuesOf } from './redaction.js';

const address = {
  name: 'Asha Rao',
  line1: '7 "Sea" Road (east)',
  line2: '9',
  line3: '',
  city: 'Chennai',
  email: 'Asha@Example.com',
  phone: '9800004242',
};
const values = valuesOf([{ billing_address: address, shipping_address: null }]);

describe('what tells who a customer is', () => {
  it('is taken from addresses, but not what is too short to mean anything', () => {
    expect(values).toEqual(['Asha@Example.com', 'Asha Rao', '9800004242', '7 "Sea" Road (east)']);
  });

  it('wherever it stands: an e-mail, a telephone, a full name, a street', () => {
    const some = ['Asha@Example.com', '+91 98000-04242', 'Asha Rao', 'Asha', '12345'];
    expect(tellingValuesOf(some)).toEqual(some.slice(0, 3));
  });
});

describe('a redaction', () => {
  const redaction = new Redaction(values);

  it.each([
    ['for ASHA RAO, asha@example.com', 'for erased, erased'],
    ['at 7 "Sea" Road (east)!', 'at erased!'],
    ['Ashaxexample.com, 7 Sea Road', 'Ashaxexample.com, 7 Sea Road'],
  ])('of %j', (text, expected) => {
    expect(redaction.text(text)).toBe(expected);
  });

  it.each([
    [
      { to: '7 "Sea" Road (east)', sum: 10 },
      { to: 'erased', sum: 10 },
    ],
    [
      { phone: 9800004242, more: [1.5, null, 'Asha Rao'] },
      { phone: 'erased', more: [1.5, null, 'erased'] },
    ],
  ])('leaves JSON as JSON: %j', (given, expected) => {
    expect(JSON.parse(redaction.json(JSON.stringify(given)))).toEqual(expected);
  });

  it('of what is no JSON is one of text', () => {
    expect(redaction.json('{"to": Asha Rao')).toBe('{"to": erased');
  });

  it.each([
    ['"J\\u00fcrgen M\\u00FCller"', '"erased"'],
    ['Stra\\u00dfe 4\\/2, Stra\u00dfe 4\\/2, Stra\\u00dfe 4/2', 'erased, erased, erased'],
    ['name=J%C3%BCrgen+M%C3%BCller&mail=jm%40example.com', 'name=erased&mail=erased'],
    ['name=j%c3%bcrgen%20m%c3%bcller', 'name=erased'],
  ])('in the spelling of who sent it: %j', (text, expected) => {
    expect(new Redaction(['J\u00fcrgen M\u00fcller', 'Stra\u00dfe 4/2', 'jm@example.com']).text(text)).toBe(
      expected,
    );
  });

  it('looks for nothing where there is nothing to look for', () => {
    expect(new Redaction([]).sql).toBeUndefined();
  });
});
