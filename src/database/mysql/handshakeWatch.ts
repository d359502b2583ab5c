/** Notices, from outside the driver, when TLS is up and whose certificate was shown. The driver tells neither. */
import { TLSSocket } from 'node:tls';
import type { PeerCertificate } from 'node:tls';
import type { Connection } from 'mysql2';
import type { StageListener } from '../../connection/connectionTest.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import { streamOf } from './serverConnection.ts';
import { aboutTls } from './tls.ts';
import { phrase } from '../../schema/phrase.ts';

export class HandshakeWatch {
  readonly #driver: Connection;
  readonly #mode: ConnectionTarget['tls']['mode'];
  readonly #onStage: StageListener;
  #stream: TLSSocket | null = null;
  #peer: PeerCertificate | null = null;
  #isSecured = false;

  constructor(driver: Connection, target: ConnectionTarget, onStage: StageListener) {
    this.#driver = driver;
    this.#mode = target.tls.mode;
    this.#onStage = onStage;
    onStage(this.#mode === 'off' ? 'authentication' : 'tls', null);
    // With the greeting the driver puts a TLS stream in the place of the bare one, before this listener runs.
    streamOf(driver).once('data', () => this.look());
  }

  /** What the server showed of itself, whether it was believed or not. */
  get peer(): PeerCertificate | null {
    return this.#peer;
  }

  /** To be called now and then, in case the greeting came in pieces. */
  look(): void {
    const stream = streamOf(this.#driver);
    if (this.#stream !== null || !(stream instanceof TLSSocket)) return;
    this.#stream = stream;
    // Node's own, before it judges the certificate: a refused one can't be asked for any more.
    stream.prependOnceListener('secure', () => (this.#peer = stream.getPeerCertificate()));
    stream.once('secureConnect', () => this.#secured());
  }

  /** The log-in has come further than TLS, by whatever it was noticed. */
  passedTls(): void {
    this.look();
    if (this.#mode !== 'off') this.#secured();
  }

  #secured(): void {
    if (this.#isSecured) return;
    this.#isSecured = true;
    const stream = this.#stream;
    this.#onStage('tls', stream === null ? phrase`Encrypted.` : aboutTls(stream, this.#mode, this.#peer));
    this.#onStage('authentication', null);
  }
}
