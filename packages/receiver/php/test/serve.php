<?php

/** For test/integration/php-receiver.spec.ts: the receiver without Magento, in PHP's own server; repeats are kept in a folder. */

declare(strict_types=1);

use Example\BridgeReceiver\Model\DeliveriesInterface;
use Example\BridgeReceiver\Model\HandlerInterface;
use Example\BridgeReceiver\Model\Receiver;

foreach (['DeliveriesInterface', 'HandlerInterface', 'Receiver'] as $class) {
    require __DIR__ . "/../Model/$class.php";
}

$folder = (string) getenv('RECEIVER_FOLDER');

$deliveries = new class ($folder) implements DeliveriesInterface {
    public function __construct(private readonly string $folder)
    {
    }

    public function once(string $webhookId, callable $handle): bool
    {
        $mark = $this->folder . '/seen-' . sha1($webhookId);
        if (file_exists($mark)) {
            return false;
        }
        $handle();
        touch($mark);
        return true;
    }
};

$handler = new class ($folder) implements HandlerInterface {
    public function __construct(private readonly string $folder)
    {
    }

    public function handle(string $kind, mixed $event, bool $isTest): void
    {
        if (file_exists($this->folder . '/fail')) {
            throw new RuntimeException('the database is away');
        }
        $line = json_encode(['kind' => $kind, 'isTest' => $isTest, 'event' => $event], JSON_THROW_ON_ERROR);
        file_put_contents($this->folder . '/events', "$line\n", FILE_APPEND);
    }
};

$headers = [];
foreach (['webhook-id', 'webhook-timestamp', 'webhook-signature'] as $name) {
    $headers[$name] = (string) ($_SERVER['HTTP_' . strtoupper(str_replace('-', '_', $name))] ?? '');
}
$secrets = array_filter(explode(' ', (string) @file_get_contents($folder . '/secrets')));
$receiver = new Receiver($deliveries, $handler);
[$status, $message] = $receiver->receive($secrets, $headers, (string) file_get_contents('php://input'), time());
http_response_code($status);
header('content-type: application/json');
echo json_encode(['message' => $message], JSON_THROW_ON_ERROR);
