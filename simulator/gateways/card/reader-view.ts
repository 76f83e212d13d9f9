/** A reader as it travels. */

import type { JsonObject } from '../../world/model.ts';
import type { Reader, ReaderAction } from './records.ts';

export function readerView(reader: Reader, collected?: JsonObject): JsonObject {
  return {
    id: reader.id,
    object: 'terminal.reader',
    action: reader.action === null ? null : actionView(reader.action, collected),
    device_sw_version: '2.37.2.0',
    device_type: reader.deviceType,
    ip_address: '0.0.0.0',
    label: reader.label,
    last_seen_at: null,
    livemode: false,
    location: reader.location,
    metadata: { ...reader.metadata },
    serial_number: reader.serialNumber,
    status: reader.isOnline ? 'online' : 'offline',
  };
}

function actionView(action: ReaderAction, collected: JsonObject | undefined): JsonObject {
  const { type, status, failureCode, failureMessage, intentId, said, refundId } = action;
  const asked = (said[type] ?? {}) as JsonObject;
  const isRead = type === 'collect_payment_method' && status === 'succeeded' && collected !== undefined;
  return {
    api_error: null,
    failure_code: failureCode,
    failure_message: failureMessage,
    [type]: {
      ...(intentId === null ? {} : { payment_intent: intentId }),
      ...asked,
      ...(isRead ? { payment_method: collected } : {}),
      ...(refundId === null ? {} : { refund: refundId }),
    },
    status,
    type,
  };
}
