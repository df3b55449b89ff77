import { Injectable } from '@nestjs/common';
import { LeaseOverError, type SendLease, TRY_MS } from '../deliveries/delivery.types.js';
import { DeliverySender } from '../deliveries/delivery-sender.js';
import { signatureHeaders } from '../deliveries/signature.js';
import { AppConfig } from '../platform/config/app-config.js';
import { Mailer } from '../platform/outgoing/mailer.js';
import { redact } from '../platform/text/redact.js';
import { time } from '../platform/time/time.js';
import { type AlertContent, type AlertResult, ChannelKind, type Receiver } from './alert.types.js';
import { type Link, slackBody, subjectOf, webhookBody } from './alert-forms.js';
import { textOf } from './alert-words.js';
import { ChannelSecretBox } from './channel-secrets.js';

const LONGEST_ANSWER = 300;
const JSON_BODY = { 'content-type': 'application/json' };

/** The one place where alerts leave: one try, which ends in 15 s. Private addresses are refused as for endpoints. */
@Injectable()
export class AlertSender {
  private readonly mailer: Mailer | undefined;
  private readonly link: Link;

  constructor(
    { mail, publicUrl }: AppConfig,
    private readonly http: DeliverySender,
    private readonly secrets: ChannelSecretBox,
  ) {
    this.mailer = mail && new Mailer(mail);
    this.link = (path) => (publicUrl === undefined ? null : `${publicUrl}${path}`);
  }

  /** False: an e-mail channel cannot be, as nobody said how e-mail leaves. */
  get canMail(): boolean {
    return this.mailer !== undefined;
  }

  /** Never rejects. @param id of the message, the same at each try */
  async send(id: string, receiver: Receiver, content: AlertContent, lease: SendLease): Promise<AlertResult> {
    try {
      const result = await this.by(id, receiver, content, lease);
      return { ...result, answer: clip(result.answer), error: result.error && clip(result.error) };
    } catch (error) {
      const answer = clip(error instanceof Error ? error.message : String(error));
      const unsent = error instanceof LeaseOverError ? { unsentForSeconds: 0 } : {};
      return { answer, error: answer, ...unsent };
    }
  }

  private by(id: string, to: Receiver, content: AlertContent, lease: SendLease): Promise<AlertResult> {
    switch (to.kind) {
      case ChannelKind.Email:
        return this.mail(id, to, content, lease);
      case ChannelKind.Slack: {
        const { url = '' } = this.secrets.open(to);
        return this.post(url, JSON_BODY, slackBody(id, content, this.link), lease);
      }
      case ChannelKind.Webhook: {
        const body = webhookBody(id, content, this.link);
        return this.post(to.target, this.signed(id, to, body), body, lease);
      }
    }
  }

  private signed(id: string, to: Receiver, body: string): Record<string, string> {
    const at = time.date();
    const { signing = [] } = this.secrets.open(to);
    const live = signing.filter(({ until }) => until === undefined || new Date(until) > at);
    const secrets = live.map(({ secret }) => secret);
    return { ...JSON_BODY, ...signatureHeaders(`msg_${id}`, at, body, secrets) };
  }

  private async mail(
    id: string,
    { target }: Receiver,
    content: AlertContent,
    lease: SendLease,
  ): Promise<AlertResult> {
    if (!this.mailer) throw new Error('SMTP_URL is not set: e-mail cannot be sent');
    const mail = {
      to: target,
      subject: subjectOf(content),
      text: textOf(content, this.link),
      messageId: `<${id}@alerts.magento-oms-bridge>`,
      headers: { 'X-Bridge-Alert-Id': id, 'Auto-Submitted': 'auto-generated' },
    };
    const answer = await this.mailer.send(mail, TRY_MS, () => {
      if (!lease.allowsSending()) throw new LeaseOverError();
    });
    return { answer };
  }

  private async post(
    address: string,
    headers: Record<string, string>,
    body: string,
    lease: SendLease,
  ): Promise<AlertResult> {
    const url = new URL(address);
    const { status, error, response, ...rest } = await this.http.post(url, headers, body, lease);
    if (error === undefined) return { answer: `answered ${String(status)}` };
    // The path of Slack's address is its secret.
    const secrets = [url.href, url.pathname].filter(({ length }) => length > 1);
    const words = redact([error, response].filter(Boolean).join(': '), secrets);
    return { answer: words, error: words, ...rest };
  }
}

/** As a row can keep it. */
function clip(words: string): string {
  return words.replaceAll('\0', '').toWellFormed().slice(0, LONGEST_ANSWER);
}
