<?php

declare(strict_types=1);

namespace Example\BridgeReceiver\Model;

interface HandlerInterface
{
    /**
     * Throw, and the delivery is tried again. Types and kinds are open sets: ignore what you do not know.
     *
     * @param string $kind forward, return, invoice, return-acknowledgement, test or unknown
     * @param mixed $event the body, as docs/events describes it
     * @param bool $isTest a sample: change nothing for it
     */
    public function handle(string $kind, mixed $event, bool $isTest): void;
}
