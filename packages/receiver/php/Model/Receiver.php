<?php

declare(strict_types=1);

namespace Example\BridgeReceiver\Model;

/** Takes a delivery: checks its signature (Standard Webhooks), leaves out repeats, and hands it to the handler. */
class Receiver
{
    private const PREFIX = 'whsec_';
    private const TOLERANCE_SECONDS = 300;
    private const MOST_SIGNATURES = 10;

    public function __construct(
        private readonly DeliveriesInterface $deliveries,
        private readonly HandlerInterface $handler,
    ) {
    }

    /**
     * @param string[] $secrets whsec_…; two while one is changed
     * @param array<string, string> $headers names in small letters
     * @param string $body exactly as it came
     * @return array{int, string} status and message of the answer
     */
    public function receive(array $secrets, array $headers, string $body, int $now): array
    {
        $fault = $this->faultOf($secrets, $headers, $body, $now);
        if ($fault !== null) {
            return [401, $fault];
        }
        try {
            $event = json_decode($body, true, 512, JSON_THROW_ON_ERROR);
            $kind = $this->kindOf($event);
            // Of a sample, the order code is made of the delivery's id, which is signed and which no order of a shop has.
            $ofTest = preg_replace('/^msg_/', 'TEST-', $headers['webhook-id']);
            $isTest = $kind === 'test' || ($kind !== 'unknown' && $event['forwardOrderCode'] === $ofTest);
            $isFresh = $this->deliveries->once(
                $headers['webhook-id'],
                fn () => $this->handler->handle($kind, $event, $isTest),
            );
            return [200, $isFresh ? 'handled' : 'handled before'];
        } catch (\Throwable) {
            // The bridge tries again, for days.
            return [500, 'it could not be handled'];
        }
    }

    /** @return string|null why it is refused */
    private function faultOf(array $secrets, array $headers, string $body, int $now): ?string
    {
        foreach (['webhook-id', 'webhook-timestamp', 'webhook-signature'] as $name) {
            if (($headers[$name] ?? '') === '') {
                return "$name is missing";
            }
        }
        $stamp = $headers['webhook-timestamp'];
        if (preg_match('/^\d{1,12}$/D', $stamp) !== 1 || abs($now - (int) $stamp) > self::TOLERANCE_SECONDS) {
            return 'webhook-timestamp is too old, in the future, or no number';
        }
        $given = array_slice(explode(' ', $headers['webhook-signature']), 0, self::MOST_SIGNATURES);
        foreach ($secrets as $secret) {
            $right = $this->sign($secret, $headers['webhook-id'] . '.' . $stamp . '.' . $body);
            foreach ($given as $signature) {
                if ($right !== null && hash_equals($right, $signature)) {
                    return null;
                }
            }
        }
        return 'no signature is right';
    }

    private function sign(string $secret, string $content): ?string
    {
        $key = str_starts_with($secret, self::PREFIX) ? base64_decode(substr($secret, strlen(self::PREFIX)), true) : '';
        // An empty secret must not be one that anybody can sign with.
        return $key === '' || $key === false ? null : 'v1,' . base64_encode(hash_hmac('sha256', $content, $key, true));
    }

    /** The forms of docs/events. */
    private function kindOf(mixed $event): string
    {
        if (!is_array($event)) {
            return 'unknown';
        }
        if (($event['notificationType'] ?? null) === 'TEST') {
            return 'test';
        }
        if (!is_string($event['forwardOrderCode'] ?? null)) {
            return 'unknown';
        }
        if (is_string($event['returnOrderCode'] ?? null) && is_array($event['orderItems'] ?? null)) {
            return 'return-acknowledgement';
        }
        if (!is_string($event['notificationType'] ?? null)) {
            return 'unknown';
        }
        if (($event['invoiceData'] ?? null) !== null) {
            return 'invoice';
        }
        return ($event['returnOrderInfo'] ?? null) === null ? 'forward' : 'return';
    }
}
