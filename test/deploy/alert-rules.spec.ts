import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { PROMTOOL } from './prometheus-tools.js';

const DEPLOY = join(import.meta.dirname, '../../deploy');

interface Case {
  alert_rule_test: { alertname: string; exp_alerts: unknown[] }[];
}

const yaml = <T>(file: string): T => parse(readFileSync(join(DEPLOY, file), 'utf8')) as T;
const alerts = yaml<{ groups: { rules: { alert: string }[] }[] }>('alerts.yml').groups.flatMap(({ rules }) =>
  rules.map(({ alert }) => alert),
);
const { tests } = yaml<{ tests: Case[] }>('alerts.test.yml');

it.each(alerts)('%s has a case in which it fires, and one in which it is quiet to the end', (alert) => {
  const ends = tests
    .filter(({ alert_rule_test: looks }) => looks[0]!.alertname === alert)
    .map(({ alert_rule_test: looks }) => looks.at(-1)!.exp_alerts.length);
  expect(ends.sort()).toEqual([0, 1]);
});

if (!PROMTOOL) console.warn('promtool is not installed: the alert rules are not played.');

(PROMTOOL ? it : it.skip)('the rules do what their cases say, by promtool', () => {
  const words = execFileSync(PROMTOOL!, ['test', 'rules', join(DEPLOY, 'alerts.test.yml')], {
    encoding: 'utf8',
  });
  expect(words).toContain('SUCCESS');
});
