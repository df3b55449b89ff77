<?php

declare(strict_types=1);

namespace Example\BridgeReceiver\Model;

use Psr\Log\LoggerInterface;

/** Yours to write. */
class Handler implements HandlerInterface
{
    public function __construct(private readonly LoggerInterface $logger)
    {
    }

    public function handle(string $kind, mixed $event, bool $isTest): void
    {
        if ($isTest) {
            return;
        }
        if ($kind === 'forward' && $event['notificationType'] === 'DELIVERED') {
            $this->logger->info('delivered', ['order' => $event['forwardOrderCode']]);
        }
    }
}
