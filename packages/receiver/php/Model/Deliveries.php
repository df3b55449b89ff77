<?php

declare(strict_types=1);

namespace Example\BridgeReceiver\Model;

use Magento\Framework\App\ResourceConnection;
use Magento\Framework\DB\Adapter\AdapterInterface;

/** In one transaction with what the handler writes: an event has its effect once, also where the process dies in between. */
class Deliveries implements DeliveriesInterface
{
    public function __construct(private readonly ResourceConnection $resource)
    {
    }

    public function once(string $webhookId, callable $handle): bool
    {
        $connection = $this->resource->getConnection();
        $table = $this->resource->getTableName('bridge_delivery');
        $connection->beginTransaction();
        try {
            // Another try of it that is under way holds the row: this one waits for it.
            $ignore = AdapterInterface::INSERT_IGNORE;
            $isFresh = (int) $connection->insertArray($table, ['webhook_id'], [$webhookId], $ignore) === 1;
            if ($isFresh) {
                $handle();
            }
            $connection->commit();
            return $isFresh;
        } catch (\Throwable $error) {
            $connection->rollBack();
            throw $error;
        }
    }
}
