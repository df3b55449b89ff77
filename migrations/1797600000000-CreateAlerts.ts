import type { MigrationInterface, QueryRunner } from 'typeorm';
import { noteChangesByHand } from './changes-by-hand.js';

const COMMENTS: Record<string, Record<string, string>> = {
  alert_channel: {
    '': 'Where people hear of problems: an address, a Slack channel or a webhook, and by which rules.',
    id: 'Its id.',
    store_id: 'The store whose problems it tells; NULL: all stores.',
    name: 'What people call it; none has the name of another.',
    kind: 'EMAIL, SLACK or WEBHOOK.',
    target: 'Address that is shown: of e-mail, whole; of Slack, the host alone; of a webhook, the URL.',
    secrets_key_id: 'Key that the secrets are sealed with.',
    secrets_box: 'Sealed: the URL of Slack, the signing secrets of a webhook.',
    enabled: 'Without it nothing is sent, and what waits goes on waiting.',
    problem_kinds: 'Kinds of problems that it tells; NULL: all.',
    least_severity: 'URGENT: a promise is at risk; SERIOUS: that, and what failed; NOTICE: all.',
    least_count: 'So many there must be.',
    repeat_hours: 'A problem that lasts is sent again after these hours; NULL: it is not.',
    quiet_from: 'Begin of the quiet hours, HH:MM; NULL: there are none.',
    quiet_to: 'Their end, HH:MM; before their begin: the next day.',
    quiet_zone: 'Time zone of both.',
    urgent_in_quiet: 'What is URGENT is sent in quiet hours too.',
    failures: 'Failed tries in a row.',
    failing_since: 'First of them; NULL: the last try went well.',
    last_success_at: 'Last message that was taken.',
    last_failure_at: 'Last failed try.',
    last_error: 'What was said then; NULL: the last try went well.',
    version: 'Grows with each change: what came of a try at the address before says nothing of the new one.',
    created_at: 'When it was made.',
    updated_at: 'When it was changed last.',
  },
  alert_problem: {
    '': 'A problem from its beginning to its end, as the alerts saw it.',
    id: 'Its id: a problem that comes back is another one.',
    store_id: 'Store that has it.',
    kind: 'Kind of problem.',
    subject: 'Whose: kind of endpoint or write, source of events; else empty.',
    cause: 'Code or words of the cause; may be empty.',
    detail: 'Of an endpoint, its URL; else NULL.',
    count: 'How many there were when it was seen last.',
    ignored: 'Somebody said that it is known: nothing is sent about it.',
    first_at: 'Since when it is so.',
    began_at: 'When it was seen first.',
    seen_at: 'When it was seen last.',
    ended_at: 'When it was certain that it is over; NULL: it lasts.',
  },
  alert_message: {
    '': 'What is sent to one channel about one problem, once.',
    id: 'Stable over all tries: by it a receiver tells a repeat.',
    seq: 'Order in which they were made.',
    channel_id: 'Channel that it goes to.',
    problem_id: 'Problem that it tells; NULL: several, of which it is the sum.',
    what: 'BEGAN, GREW, LASTS (sent again), OVER or SUMMARY.',
    step: 'Of GREW and LASTS how many messages there were before; else 0. With channel, problem and what it is there once.',
    count: 'How many there were.',
    content: 'What it says; names, payloads and secrets are not in it.',
    urgent: 'It may go out in quiet hours, where the channel lets it.',
    state: 'PENDING: to be sent; HELD: quiet hours; SENT: taken by the receiver; SUMMED: said in a summary.',
    summed_in: 'The summary that says it.',
    attempts: 'Tries so far.',
    next_attempt_at: 'Not tried before; NULL once it is settled, or while it is held.',
    lease_token: 'Of the process that sends it.',
    lease_until: 'Until then nobody else sends it.',
    last_error: 'What came of the last try, where it failed.',
    created_at: 'When it was made.',
    settled_at: 'When it was taken, or summed up.',
  },
};

/** Channels that tell people of problems, and what they were sent. */
export class CreateAlerts1797600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CHANNEL);
    await runner.query(PROBLEM);
    await runner.query(MESSAGE);
    for (const [table, comments] of Object.entries(COMMENTS)) {
      for (const [column, comment] of Object.entries(comments)) {
        const on = column === '' ? `TABLE ${table}` : `COLUMN ${table}.${column}`;
        await runner.query(`COMMENT ON ${on} IS '${comment}'`);
      }
      await noteChangesByHand(runner, table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(COMMENTS).toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}

const CHANNEL = `
  CREATE TABLE alert_channel (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    store_id integer REFERENCES store (id) ON DELETE CASCADE,
    name text NOT NULL UNIQUE,
    kind text NOT NULL CONSTRAINT alert_channel_kind_check CHECK (kind IN ('EMAIL', 'SLACK', 'WEBHOOK')),
    target text NOT NULL,
    secrets_key_id text NOT NULL,
    secrets_box bytea NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    problem_kinds text[],
    least_severity text NOT NULL DEFAULT 'NOTICE'
      CONSTRAINT alert_channel_least_severity_check CHECK (least_severity IN ('URGENT', 'SERIOUS', 'NOTICE')),
    least_count integer NOT NULL DEFAULT 1 CONSTRAINT alert_channel_least_count_check CHECK (least_count >= 1),
    repeat_hours integer CONSTRAINT alert_channel_repeat_hours_check CHECK (repeat_hours >= 1),
    quiet_from text,
    quiet_to text,
    quiet_zone text,
    urgent_in_quiet boolean NOT NULL DEFAULT true,
    failures integer NOT NULL DEFAULT 0,
    failing_since timestamptz,
    last_success_at timestamptz,
    last_failure_at timestamptz,
    last_error text,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT alert_channel_quiet_check CHECK (num_nonnulls(quiet_from, quiet_to, quiet_zone) IN (0, 3))
  );
  CREATE INDEX alert_channel_store_idx ON alert_channel (store_id)`;

const PROBLEM = `
  CREATE TABLE alert_problem (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
    kind text NOT NULL,
    subject text NOT NULL,
    cause text NOT NULL,
    detail text,
    count integer NOT NULL,
    ignored boolean NOT NULL,
    first_at timestamptz NOT NULL,
    began_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
  );
  CREATE UNIQUE INDEX alert_problem_open_idx ON alert_problem (store_id, kind, subject, md5(cause)) WHERE ended_at IS NULL;
  CREATE INDEX alert_problem_store_idx ON alert_problem (store_id);
  CREATE INDEX alert_problem_ended_idx ON alert_problem (ended_at) WHERE ended_at IS NOT NULL`;

const MESSAGE = `
  CREATE TABLE alert_message (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    channel_id bigint NOT NULL REFERENCES alert_channel (id) ON DELETE CASCADE,
    problem_id bigint REFERENCES alert_problem (id) ON DELETE CASCADE,
    what text NOT NULL
      CONSTRAINT alert_message_what_check CHECK (what IN ('BEGAN', 'GREW', 'LASTS', 'OVER', 'SUMMARY')),
    step integer NOT NULL DEFAULT 0,
    count integer NOT NULL,
    content jsonb NOT NULL,
    urgent boolean NOT NULL,
    state text NOT NULL CONSTRAINT alert_message_state_check CHECK (state IN ('PENDING', 'HELD', 'SENT', 'SUMMED')),
    summed_in uuid,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    lease_token uuid,
    lease_until timestamptz,
    last_error text,
    created_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz,
    CONSTRAINT alert_message_once_key UNIQUE (channel_id, problem_id, what, step),
    CONSTRAINT alert_message_due_check CHECK ((state = 'PENDING') = (next_attempt_at IS NOT NULL)),
    CONSTRAINT alert_message_settled_check CHECK ((state IN ('SENT', 'SUMMED')) = (settled_at IS NOT NULL))
  );
  CREATE INDEX alert_message_problem_idx ON alert_message (problem_id);
  CREATE INDEX alert_message_seq_idx ON alert_message (seq);
  CREATE INDEX alert_message_open_idx ON alert_message (channel_id, next_attempt_at) WHERE state IN ('PENDING', 'HELD')`;
