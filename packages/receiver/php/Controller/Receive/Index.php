<?php

declare(strict_types=1);

namespace Example\BridgeReceiver\Controller\Receive;

use Example\BridgeReceiver\Model\Receiver;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\App\Action\HttpPutActionInterface;
use Magento\Framework\App\CsrfAwareActionInterface;
use Magento\Framework\App\DeploymentConfig;
use Magento\Framework\App\Request\InvalidRequestException;
use Magento\Framework\App\RequestInterface;
use Magento\Framework\Controller\Result\JsonFactory;
use Magento\Framework\Controller\ResultInterface;

/** https://shop.example.com/bridge/receive: notifications come by POST, acknowledgements of returns by PUT. */
class Index implements HttpPostActionInterface, HttpPutActionInterface, CsrfAwareActionInterface
{
    private const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];

    public function __construct(
        private readonly RequestInterface $request,
        private readonly JsonFactory $results,
        private readonly DeploymentConfig $config,
        private readonly Receiver $receiver,
    ) {
    }

    public function execute(): ResultInterface
    {
        $headers = [];
        foreach (self::HEADERS as $name) {
            $value = $this->request->getHeader($name);
            $headers[$name] = is_string($value) ? $value : '';
        }
        $body = (string) $this->request->getContent();
        [$status, $message] = $this->receiver->receive($this->secrets(), $headers, $body, time());
        return $this->results->create()->setHttpResponseCode($status)->setData(['message' => $message]);
    }

    /** No form key: the signature says who sent it. */
    public function createCsrfValidationException(RequestInterface $request): ?InvalidRequestException
    {
        return null;
    }

    public function validateForCsrf(RequestInterface $request): ?bool
    {
        return true;
    }

    /** From app/etc/env.php, so that no secret stands in the code: 'bridge' => ['secrets' => ['whsec_…']]. @return string[] */
    private function secrets(): array
    {
        return array_filter((array) $this->config->get('bridge/secrets'), 'is_string');
    }
}
