import { describe, expect, it } from '@jest/globals';
import {
  isApplicationError,
  isMaintenancePage,
  saidAtTheDoor,
  saidBeforeAnyChange,
  withoutReportId,
} from './refusal-words.js';

const BEFORE = [
  'Invoice Document Validation Error(s):',
  'Shipment Document Validation Error(s): something',
  'Creditmemo Document Validation Error(s):',
  'Unable to add comment: The status "%1" is not part of the order status history.',
  'The Product with the "%1" SKU doesn\'t exist.',
  'Request does not match any route.',
  'Specified request cannot be processed.',
  '"%fieldName" is required. Enter and try again.',
  '"%fieldName" is not supported.',
  'Error occurred during "qty" processing. x',
  'The "abc" value\'s type is invalid. The "int" type was expected.',
  'Decoding error.',
  'Content-Type header is empty.',
  'Server cannot understand Content-Type HTTP header media type text/html',
  'An ID is needed. Set the ID and try again.',
  'Maximum items of type "%type" is %max',
];

describe('what Magento says before it changes anything', () => {
  it.each(BEFORE)('%s', (words) => {
    expect(saidBeforeAnyChange(words)).toBe(true);
    expect(saidBeforeAnyChange(`A module says: ${words}`)).toBe(false);
  });

  it.each([
    'The Product with the "%1" SKU doesn\'t exist. It was saved.',
    'Request does not match any route. But',
    'Specified request cannot be processed. But',
    'Decoding error. But',
    'Content-Type header is empty. But',
    'An ID is needed. Set the ID and try again. But',
    'We found an invalid quantity to invoice item "%1".',
    'Maximum items of type "%type" is %max, it says',
    'Error occurred during "" processed',
    'No such entity with %fieldName = %fieldValue',
    '',
  ])('is not: %j', (words) => expect(saidBeforeAnyChange(words)).toBe(false));

  it('says nothing of the effect where nothing is left, unless another row has to be named', () => {
    const shipment = 'Shipment Document Validation Error(s): ';
    const invoice =
      'Invoice Document Validation Error(s): The order does not allow an invoice to be created.';
    const left = `${shipment}The order does not allow a shipment to be created.`;
    expect(
      [invoice, left, `${shipment}You can't create a shipment without products.`].map(saidBeforeAnyChange),
    ).toEqual([false, false, false]);
    const memo = 'Creditmemo Document Validation Error(s): ';
    for (const words of [
      'The order does not allow a creditmemo to be created.',
      'A creditmemo can not be created when an order has a status of closed',
      'The quantity to refund must not be greater than the unrefunded quantity.',
      'The most money available to refund is 0.',
      "We can't create creditmemo for the order.",
      "We can't create creditmemo for the invoice.",
      "The credit memo's total must be positive.",
      "You can't create a creditmemo without products.",
    ]) {
      expect([words, saidBeforeAnyChange(`${memo}${words}`)]).toEqual([words, false]);
    }
    const other = `${shipment}Bundle product options should be shipped instead. You can't create a shipment without products.`;
    expect(saidBeforeAnyChange(other)).toBe(true);
    expect(saidBeforeAnyChange('Bundle product options should be shipped instead')).toBe(false);
  });
});

describe('pages of Magento itself', () => {
  const page = [
    '<title>Error 503: Service Unavailable</title>',
    '<link href="/errors/default/css/styles.css">',
    'The server is temporarily unable to service your request due to maintenance downtime or capacity problems.',
  ];

  it('are known by all of their words', () => {
    expect(isMaintenancePage(page.join('\n'))).toBe(true);
    expect(isMaintenancePage(page.join('\n').replace('errors/default', 'errors&#x2F;default'))).toBe(true);
    for (const line of page) {
      expect(isMaintenancePage(page.filter((one) => one !== line).join('\n'))).toBe(false);
    }
  });

  it('begin with an error outside the REST interface', () => {
    expect(isApplicationError('\n An error has happened during application run. See exception log')).toBe(
      true,
    );
    expect(isApplicationError('<p>An error has happened during application run.')).toBe(false);
  });
});

it.each([
  ["The consumer isn't authorized to access %resources.", true],
  ['The signature is invalid. Verify and try again.', true],
  ['The nonce is already being used by the consumer with ID %1', true],
  ['An error occurred validating the nonce', true],
  ['The token length is invalid. Check the length and try again.', true],
  ['Specified token does not exist', true],
  ['Token is not an access token', true],
  ['Token is not associated with the specified consumer', true],
  ['Access token has been revoked', true],
  ['A consumer having the specified key does not exist', true],
  ['A consumer with the ID %1 does not exist', true],
  ['A token with consumer ID %1 does not exist', true],
  ['Consumer key has expired', true],
  ['Consumer key is not the correct length', true],
  ['The access token of the payment provider has expired.', false],
  ['The ERP: The signature is invalid. Verify and try again.', false],
  ["The consumer isn't authorized to access %resources. Ask the ERP.", false],
  ['The customer token has been revoked', false],
  ['The nonce is already being used up', false],
  ['oauth_problem=token_rejected', false],
  ['The ERP refuses.', false],
  ['', false],
])('said at the door: %j is %p', (words, door) => expect(saidAtTheDoor(words)).toBe(door));

it.each([
  "The consumer isn't authorized to access %resources.",
  'The signature is invalid. Verify and try again',
  'The signature is invalid. Verify and try again.',
  'Invalid signature',
  'Invalid signature.',
  'The nonce is already being used',
  'The nonce is already being used by the consumer with ID %1',
  'An error occurred validating the nonce',
  'An error occurred validating the nonce.',
  'The token length is invalid. Check the length and try again.',
  'Specified token does not exist.',
  'Token is not an access token.',
  'Access token has been revoked.',
  'A consumer having the specified key does not exist.',
  'Consumer key has expired.',
])('as a whole, and not as a part: %j', (words) => {
  expect(saidAtTheDoor(words)).toBe(true);
  expect(saidAtTheDoor(`ERP: ${words}`)).toBe(false);
  expect(saidAtTheDoor(`${words} Ask the ERP.`)).toBe(false);
});

it('an internal error is the same with any number', () => {
  const said = (id: string) =>
    withoutReportId(`Internal Error. Details are available in Magento log file. Report ID: ${id}`);
  expect(said('webapi-65f0a1b2c3d4e')).toBe(said('webapi-1'));
  expect(said('webapi-1')).toBe('Internal Error. Details are available in Magento log file. Report ID');
});
