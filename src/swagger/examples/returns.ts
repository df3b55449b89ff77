import type { Example } from '../example.js';

const MUG = { channelSkuCode: 'MUG-01', name: 'Mug, white', price: 12.5 };
const SHIRT = { channelSkuCode: 'TEE-01', name: 'T-shirt, L', price: 20 };

/** A return from its announcement to its acknowledgement. */
export const RETURN_EXAMPLES: readonly Example[] = [
  {
    operationId: 'Returns_create',
    body: {
      forwardOrderCode: '4711',
      returnOrderCode: 'RETURN-1',
      locationCode: 'WH1',
      orderType: 'CUSTOMER_RETURN',
      awbNumber: '1Z999AA10123456786',
      transporter: 'Delhivery',
      orderItems: [
        { itemCode: 'RETURN-1-1', reason: 'Different size', ...MUG },
        { itemCode: 'RETURN-1-2', reason: 'Not needed', ...SHIRT },
      ],
    },
  },
  { operationId: 'Returns_list' },
  { operationId: 'Returns_get', parameters: { returnOrderCode: 'RETURN-1' } },
  {
    operationId: 'Returns_add',
    body: {
      returnOrderCode: 'RETURN-1',
      locationCode: 'WH1',
      returnLineItems: [
        { channelReturnItemCode: 'RETURN-1-3', channelSkuCode: 'MUG-01', reasonForReturn: 'Not needed' },
      ],
    },
  },
  { operationId: 'Returns_findByAwb', body: { awbNumber: '1Z999AA10123456786', transporter: 'Delhivery' } },
  { operationId: 'Returns_qcReasons' },
  {
    operationId: 'Returns_cancel',
    parameters: { returnOrderCode: 'RETURN-1' },
    body: {
      returnOrderItems: [
        { returnOrderItemCode: 'RETURN-1-2', channelSkuCode: 'TEE-01', reason: 'The customer keeps it' },
      ],
    },
  },
  {
    operationId: 'Returns_process',
    parameters: { returnOrderCode: 'RETURN-1' },
    body: {
      orderItems: [
        { itemCode: 'RETURN-1-1', channelSkuCode: 'MUG-01', qcStatus: 'FAIL', qcReason: 'SIZE_MISMATCH' },
      ],
    },
  },
  {
    operationId: 'Returns_acknowledge',
    body: {
      returnOrderCode: 'RETURN-1',
      orderItems: [
        { itemCode: 'RETURN-1-1', channelSkuCode: 'MUG-01', qcStatus: 'FAIL', qcReason: 'SIZE_MISMATCH' },
      ],
    },
  },
];
