/**
 * What Magento says when it turns a write down before it changes anything: request parsing, routing, document validators.
 * All of them run before the first statement that writes (Webapi ServiceInputProcessor and Router; Sales InvoiceOrder,
 * ShipOrder, OrderService; recorded exchanges 099 to 201). Any other 400 or 404 may come from code that ran after the
 * commit, and says nothing about the effect: "No such entity" is the default text of an exception that any module throws.
 */
const BEFORE_ANY_CHANGE = [
  /^(Invoice|Shipment|Creditmemo) Document Validation Error\(s\):/,
  /^Unable to add comment: The status "%1" is not part of the order status history\./,
  /^The Product with the "%1" SKU doesn't exist\.$/,
  /^Request does not match any route\.$/,
  /^Specified request cannot be processed\.$/,
  /^"%fieldName" is (required|not supported)\./,
  /^Error occurred during "[^"]*" processing\./,
  /^The "[^"]*" value's type is invalid\./,
  /^Decoding error\.$/,
  /^Content-Type header is empty\.$/,
  /^Server cannot understand /,
  /^An ID is needed\. Set the ID and try again\.$/,
  /^Maximum items of type "%type" is %max$/,
];

/**
 * Words that nothing is left, beside others. A write is planned only where something is, so either somebody was faster, or our
 * own call came in twice, from a proxy that repeats calls: then the first one took effect. That too little is left ("We found
 * an invalid quantity to invoice item") stands in neither list for the same reason (recorded exchange 145).
 */
const NOTHING_LEFT = /does not allow (a shipment|an invoice) to be created|without products/;

/** The same of money: the first of two copies may have given back what the second one asks for, and closed the order. */
const NOTHING_TO_REFUND =
  /creditmemo (to be created|can not be created)|unrefunded quantity|money available to refund|create creditmemo for the (order|invoice)|total must be positive/;

/** Another row of the bundle has to be named (BundleShipmentTypeValidator): the same call would be refused again. */
const OTHER_ROW = /Bundle product options should be shipped instead/;

/** @param template the message as Magento's code has it, placeholders unfilled and white space folded */
export function saidBeforeAnyChange(template: string): boolean {
  if (!BEFORE_ANY_CHANGE.some((words) => words.test(template))) return false;
  if (OTHER_ROW.test(template)) return true;
  return !NOTHING_LEFT.test(template) && !NOTHING_TO_REFUND.test(template);
}

/** Magento gives an internal error another number each time (Framework Webapi ErrorProcessor). */
export function withoutReportId(message: string): string {
  return message.replace(/Report ID: [\w-]+/g, 'Report ID');
}

/** Magento's own page (pub/errors, recorded exchange 488); a proxy's or a cloud front's 503 reads differently. */
export function isMaintenancePage(html: string): boolean {
  return (
    /<title>Error 503: Service Unavailable<\/title>/.test(html) &&
    /errors(&#x2F;|\/)default/.test(html) &&
    /unable to service your request due to maintenance downtime or capacity problems/.test(html)
  );
}

/** Magento's own 500 in plain text, when it fails before or outside its REST interface (recorded exchanges 284, 613). */
export function isApplicationError(text: string): boolean {
  return /^An error has happened during application run\./.test(text.trim());
}

/**
 * 401s that come before the service is called, in Magento's own words (Webapi Rest Authorization; Framework Oauth; Integration Oauth
 * Token Provider and Nonce Generator; recorded exchanges 018 to 031, 949 to 956). A module that throws an AuthenticationException after
 * the commit, as one whose payment provider's token is over, gets a 401 too.
 */
const AT_THE_DOOR = [
  /^The consumer isn't authorized to access %resources\.$/,
  /^(The signature is invalid\. Verify and try again|Invalid signature)\.?$/,
  /^The nonce is already being used( by the consumer with ID %1)?$/,
  /^An error occurred validating the nonce\.?$/,
  /^The token length is invalid\. Check the length and try again\.$/,
  /^Specified token does not exist\.?$/,
  /^Token is not (an access token|associated with the specified consumer)\.?$/,
  /^Access token has been revoked\.?$/,
  /^A (consumer having the specified key|consumer with the ID %1|token with consumer ID %1) does not exist\.?$/,
  /^Consumer key (has expired|is not the correct length)\.?$/,
];

/** @param template as above */
export function saidAtTheDoor(template: string): boolean {
  return AT_THE_DOOR.some((words) => words.test(template));
}
