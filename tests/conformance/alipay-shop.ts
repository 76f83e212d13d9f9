/** A shop with the official SDK, unmodified, in front of the stand-alone simulator, in each of the SDK's modes. */

import { AlipaySdk, type AlipaySdkConfig } from 'alipay-sdk';
import { type SimulatorServer, startSimulatorServer } from '../../simulator/hosts/node/server.ts';
import type { Credentials } from '../../simulator/world/credentials.ts';

export type Keys = Credentials['alipay'];
export type Mode = 'public key' | 'certificates';

export interface AlipayDesk {
  readonly server: SimulatorServer;
  readonly keys: Keys;
  readonly control: <T>(line: string, body?: unknown) => Promise<T>;
  readonly paymentCode: (wallet?: string) => Promise<string>;
  /** `change` is for what a wrong set-up would have. */
  readonly sdk: (mode?: Mode, change?: Partial<AlipaySdkConfig>) => AlipaySdk;
}

export async function openDesk(seed = 'conformance'): Promise<AlipayDesk> {
  const server = await startSimulatorServer({ port: 0, seed });
  const control: AlipayDesk['control'] = async <T>(line: string, body?: unknown) => {
    const [method = 'GET', path = ''] = line.split(' ');
    const init: RequestInit = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    return (await fetch(`${server.url}/_simulator${path}`, init)).json() as Promise<T>;
  };
  const { alipay: keys } = await control<Pick<Credentials, 'alipay'>>('GET /credentials');
  return {
    server,
    keys,
    control,
    paymentCode: async (wallet = 'lin') =>
      (await control<{ code: string }>(`POST /wallets/${wallet}/payment-code`)).code,
    sdk: (mode = 'public key', change = {}) =>
      new AlipaySdk({
        appId: keys.appId,
        privateKey: keys.merchantPrivateKey,
        keyType: 'PKCS8',
        encryptKey: keys.aesKey,
        gateway: `${server.url}/gateway.do`,
        endpoint: server.url,
        ...(mode === 'public key'
          ? { alipayPublicKey: keys.gatewayPublicKey }
          : {
              appCertContent: keys.appCertificate,
              alipayPublicCertContent: keys.gatewayCertificate,
              alipayRootCertContent: keys.rootCertificate,
            }),
        ...change,
      }),
  };
}

export function payContent(orderNumber: string, amount: string, code: string): Record<string, string> {
  return {
    out_trade_no: orderNumber,
    total_amount: amount,
    subject: '拿铁 100% "热"/大杯',
    scene: 'bar_code',
    auth_code: code,
    product_code: 'FACE_TO_FACE_PAYMENT',
  };
}
