import { createHmac } from 'node:crypto';
import type { Signing } from '../alert/alertPorts.ts';

/** What receivers verify messages by. */
export const nodeSigning: Signing = {
  hmac: (key, message) => {
    const bytes = 'text' in key ? Buffer.from(key.text) : Buffer.from(key.base64, 'base64');
    return createHmac('sha256', bytes).update(message).digest('base64');
  },
};
