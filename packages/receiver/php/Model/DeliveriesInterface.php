<?php

declare(strict_types=1);

namespace Example\BridgeReceiver\Model;

interface DeliveriesInterface
{
    /**
     * Runs it unless it ran to its end for this delivery before. What it throws is thrown on, and the delivery counts as not handled.
     *
     * @return bool false for a repeat
     */
    public function once(string $webhookId, callable $handle): bool;
}
