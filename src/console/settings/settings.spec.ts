import { describe, expect, it } from '@jest/globals';
import { StoreSettings } from '../../stores/dto/store-settings.dto.js';
import { SETTING_WORDS } from '../words/settings.js';
import { FIELD_OF, SETTING_FIELDS, type SettingName } from './fields.js';
import { readSettingsForm, redrawn, settingsOf } from './form.js';
import { errorsInWords, helpOf } from './in-words.js';
import { drawnFields, typedFrom } from './typed.js';

const NAMES = SETTING_FIELDS.map(({ name }) => name);
const READER = { locale: 'en-GB' };

const settingsWith = (more: Partial<StoreSettings>): StoreSettings =>
  Object.assign(new StoreSettings(), more);

/** As a browser sends it: a box that is not ticked is not there, and line ends are of two characters. */
function sent(drawn: StoreSettings, typed: Record<string, string | string[]>): Record<string, unknown> {
  const shown = Object.entries({ ...typedFrom(drawn, NAMES), ...typed }).filter(
    ([name, text]) => FIELD_OF[name as SettingName].kind !== 'tick' || text !== '',
  );
  const asSent = shown.map(([name, text]) => [
    name,
    typeof text === 'string' ? text.replaceAll('\n', '\r\n') : text,
  ]);
  return { ...Object.fromEntries(drawnFields(drawn)), ...Object.fromEntries(asSent) };
}

function read(typed: Record<string, string | string[]>, drawn = new StoreSettings(), now = drawn) {
  return readSettingsForm(sent(drawn, typed), NAMES, now);
}

describe('the form of settings', () => {
  it('has a field for each setting, with its bounds and choices', () => {
    expect([...NAMES].sort()).toEqual(Object.keys(new StoreSettings()).sort());
    expect(FIELD_OF.slaDays).toMatchObject({
      kind: 'number',
      least: 0,
      most: 365,
      canBeNone: false,
      default: 2,
    });
    expect(FIELD_OF.fullPushHour).toMatchObject({ kind: 'number', canBeNone: true, default: 2 });
    expect(FIELD_OF.autoInvoice.kind).toBe('tick');
    expect(FIELD_OF.shipAt).toMatchObject({ kind: 'choice', options: ['atShipment', 'atHandover'] });
    expect(FIELD_OF.logisticAggregator).toMatchObject({ kind: 'choice', canBeNone: true });
    expect(FIELD_OF.refundReturns.kind).toBe('choices');
    expect(FIELD_OF.statusesToFetch).toMatchObject({ kind: 'lines', ofNumbers: false });
    expect(FIELD_OF.storeIds).toMatchObject({ kind: 'lines', ofNumbers: true });
    for (const name of ['locationSources', 'webhookClocks', 'couriers', 'totalAttributes'] as const) {
      expect([name, FIELD_OF[name].kind]).toEqual([name, 'json']);
    }
  });

  it.each(SETTING_FIELDS)('says of $name what its choices and an empty field mean', (field) => {
    const { options = {}, none } = SETTING_WORDS[field.name];
    expect(Object.keys(options).sort()).toEqual([...field.options].sort());
    expect(none !== undefined).toBe(field.canBeNone);
    expect(helpOf(field, READER)).toMatch(/Default: .+\.$/);
  });

  it('changes nothing as it was drawn, with any settings', () => {
    const odd = settingsWith({
      orderCodePrefixes: ['# ', ' S'],
      couriers: [{ name: 'x' } as never],
      locationSources: { 'a = b': 'c' },
      startDate: '2026-11-01',
      refundReturns: ['SELF_SHIP', 'CUSTOMER_RETURN'],
      fullPushHour: null,
    });
    expect(read({}, odd).changes).toEqual([]);
  });

  it('takes the default or none for an empty field, as the setting has it', () => {
    const drawn = settingsWith({ slaDays: 5, fullPushHour: 3, websiteCode: 'uk' });
    const { changes, errors } = read({ slaDays: '', fullPushHour: ' ', websiteCode: '' }, drawn);
    expect(errors).toEqual([]);
    expect(settingsOf(changes)).toEqual({ slaDays: 2, fullPushHour: null, websiteCode: 'base' });
  });

  it('reads numbers, lines, ticks, choices and JSON', () => {
    const { changes, errors } = read({
      slaDays: ' 7 ',
      statusesToFetch: 'pending\n\n  payment_review  \n',
      storeIds: '1\n2',
      autoInvoice: 'true',
      refundReturns: ['CUSTOMER_RETURN', 'SELF_SHIP'],
      locationSources: '{"WH1": "wh1"}',
      logisticAggregator: 'SHIPWAY',
    });
    expect(errors).toEqual([]);
    expect(settingsOf(changes)).toEqual({
      slaDays: 7,
      statusesToFetch: ['pending', 'payment_review'],
      storeIds: [1, 2],
      autoInvoice: true,
      refundReturns: ['CUSTOMER_RETURN', 'SELF_SHIP'],
      locationSources: { WH1: 'wh1' },
      logisticAggregator: 'SHIPWAY',
    });
  });

  it('unticks a box', () => {
    const { changes } = read({ autoInvoice: '' }, settingsWith({ autoInvoice: true }));
    expect(changes).toEqual([{ name: 'autoInvoice', before: true, after: false }]);
  });

  it('says of each wrong field what it must be', () => {
    const { errors } = read({
      slaDays: '400',
      overlapSeconds: 'ten',
      statusesToFetch: '',
      cancelStatuses: 'not, one',
      storeIds: 'one',
      itemTypes: 'simple\nsimple',
      websiteCode: '9',
      startDate: 'soon',
      shipAt: 'never',
      locationSources: '{"WH1": ',
      totalAttributes: '[{"path": "a", "sign": 2, "as": "codFee"}]',
    });
    expect(Object.fromEntries(errorsInWords(errors, READER))).toEqual({
      slaDays: 'Must be a whole number from 0 to 365.',
      overlapSeconds: 'Must be a whole number from 0 to 86,400.',
      statusesToFetch: 'Must have at least one entry.',
      cancelStatuses: SETTING_WORDS.cancelStatuses.form,
      storeIds: SETTING_WORDS.storeIds.form,
      itemTypes: 'Must have each entry once.',
      websiteCode: SETTING_WORDS.websiteCode.form,
      startDate: SETTING_WORDS.startDate.form,
      shipAt: 'Must be one of those in the list.',
      locationSources: 'Must be JSON.',
      totalAttributes: expect.stringMatching(/^Entry 1, sign must be one of/),
    });
  });

  it('names what others changed, and keeps what the person did', () => {
    const drawn = settingsWith({ slaDays: 2, bufferStock: 0 });
    const now = settingsWith({ slaDays: 4, bufferStock: 9 });
    const form = read({ slaDays: '3' }, drawn, now);
    expect(form.elsewhere.map(({ name }) => name).sort()).toEqual(['bufferStock', 'slaDays']);
    expect(redrawn(form, now)).toMatchObject({ slaDays: '3', bufferStock: '9' });
  });

  it('does not take the order of boxes for a change', () => {
    const drawn = settingsWith({ refundReturns: ['SELF_SHIP', 'CUSTOMER_RETURN'] });
    expect(read({ refundReturns: ['CUSTOMER_RETURN', 'SELF_SHIP'] }, drawn).changes).toEqual([]);
  });

  it('keeps the spaces of entries beside the one that is added', () => {
    const drawn = settingsWith({ orderCodePrefixes: ['# ', ' S'] });
    const { changes } = read({ orderCodePrefixes: '# \n S\n new ' }, drawn);
    expect(settingsOf(changes)).toEqual({ orderCodePrefixes: ['# ', ' S', 'new'] });
  });

  it.each(NAMES)('leaves %s as it is where the form of an older release did not have it', (name) => {
    const { [name]: _typed, [`was.${name}`]: _was, ...older } = sent(new StoreSettings(), {});
    expect(readSettingsForm(older, NAMES, new StoreSettings()).changes).toEqual([]);
  });

  it('does not take another order of members for a change', () => {
    const drawn = settingsWith({ locationSources: { b: '1', a: '2' } });
    const now = settingsWith({ locationSources: { a: '2', b: '1' } });
    expect(read({}, drawn, now).elsewhere).toEqual([]);
  });
});
