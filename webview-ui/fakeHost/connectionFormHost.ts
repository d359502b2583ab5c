/** A connection that exists only in the page: the form can be filled in, tested and saved. */
import type { Port } from '../../src/protocol/channel.ts';
import { connectionFormContract } from '../../src/protocol/connectionForm.ts';
import type {
  ConnectionDraft,
  ConnectionFormContract,
  ConnectionFormState,
  SecretKind,
  TestStage,
} from '../../src/protocol/connectionForm.ts';
import { openHostEnd } from '../../src/protocol/hostEnd.ts';
import type { HostEnd } from '../../src/protocol/hostEnd.ts';

const emptyDraft: ConnectionDraft = {
  name: '',
  group: null,
  dialect: 'mysql',
  host: '',
  port: '3306',
  user: '',
  database: null,
  environment: 'development',
  tls: { mode: 'verify-identity', caFile: null, certFile: null, keyFile: null },
  ssh: null,
};

const shopDraft: ConnectionDraft = {
  ...emptyDraft,
  name: 'Shop (staging)',
  group: 'Shop',
  host: 'db.staging.example',
  user: 'shadow_sync',
  database: 'shop',
  environment: 'test',
};

const tunnelDraft: ConnectionDraft = {
  ...shopDraft,
  environment: 'production',
  tls: { mode: 'verify-ca', caFile: '~/certs/ca.pem', certFile: '~/certs/me.pem', keyFile: '~/certs/me.key' },
  ssh: {
    host: 'bastion.example',
    port: '22',
    user: 'deploy',
    auth: 'key',
    keyFile: '~/.ssh/id_ed25519',
    knownHostsFile: null,
    jump: { host: 'gate.example', port: '2222', user: 'deploy', auth: 'password', keyFile: null },
  },
};

/** A kind of server with fields of its own. */
const oracleDraft: ConnectionDraft = {
  ...shopDraft,
  dialect: 'oracle',
  database: 'SHOP',
  own: { oracle: { kind: 'alias', name: 'SHOPDEV', folder: '~/oracle/network/admin' } },
};

const oddDraft: ConnectionDraft = {
  ...shopDraft,
  name: '<img src=x onerror=alert(1)>',
  group: '\u202egnp',
  host: '</script><script>alert(1)</script>',
  user: 'x'.repeat(300),
};

const stage = (
  name: TestStage['stage'],
  state: TestStage['state'],
  more: Partial<TestStage> = {},
): TestStage => ({
  stage: name,
  state,
  detail: null,
  remedy: null,
  copyText: null,
  ...more,
});

const reached: readonly TestStage[] = [
  stage('dns', 'ok', { detail: '192.0.2.17' }),
  stage('tcp', 'ok', { detail: '4 ms' }),
  stage('tls', 'ok', { detail: 'TLS 1.3, issued by Example CA' }),
];

const endings: Readonly<Record<string, readonly TestStage[]>> = {
  testing: [...reached, stage('authentication', 'running')],
  passed: [...reached, stage('authentication', 'ok'), stage('privileges', 'warning', missingGrant())],
  failed: [
    ...reached,
    stage('authentication', 'failed', {
      detail: 'The server refused the account shadow_sync (error 1045).',
      remedy: 'Check the user and set its password again.',
    }),
    stage('privileges', 'skipped'),
  ],
};

function missingGrant(): Partial<TestStage> {
  return {
    detail: 'The account may read, but not create tables in shop.',
    remedy: 'Comparing works. To run changes, have this granted:',
    copyText: 'GRANT CREATE, ALTER, INDEX ON `shop`.* TO `shadow_sync`@`%`',
  };
}

const drafts: Readonly<Record<string, ConnectionDraft>> = {
  add: emptyDraft,
  tunnel: tunnelDraft,
  oracle: oracleDraft,
  odd: oddDraft,
};

/** Answers the form in one scene; `testing`, `passed` and `failed` say how a test ends. */
export function playConnectionForm(port: Port, scene: string): void {
  new FakeConnection(port, scene);
}

class FakeConnection {
  readonly #scene: string;
  readonly #end: HostEnd<ConnectionFormContract>;
  #revision = 1;
  #draft: ConnectionDraft;
  #secrets: Readonly<Record<SecretKind, boolean>>;
  #endTest: (ok: boolean) => void = () => undefined;

  constructor(port: Port, scene: string) {
    this.#scene = scene;
    this.#draft = drafts[scene] ?? shopDraft;
    const isNew = scene === 'add';
    this.#secrets = {
      password: !isNew,
      sshPassword: false,
      sshPassphrase: false,
      jumpPassword: false,
      jumpPassphrase: false,
      tlsKeyPassphrase: false,
    };
    this.#end = openHostEnd({
      contract: connectionFormContract,
      port,
      describeError: () => ({ code: 'internal', message: 'The sample failed.', remedy: null }),
      onRefused: (reason) => window.harness.refused.push(reason),
      handlers: {
        ready: () => this.#state(),
        save: ({ draft }) =>
          draft.name === 'taken'
            ? { saved: false, errors: [{ field: 'name', message: 'Another connection has this name.' }] }
            : { saved: true, errors: [] },
        test: () => this.#test(),
        cancelTest: () => {
          this.#endTest(false);
          return {};
        },
        setSecret: ({ kind }) => this.#setSecret(kind, true),
        clearSecret: ({ kind }) => this.#setSecret(kind, false),
        pickFile: () => ({ path: '/home/ada/picked.pem' }),
        pasteUrl: ({ draft }) => {
          this.#draft = { ...draft, host: 'pasted.example', port: '3307', user: 'ada', database: 'shop' };
          this.#revision++;
          return this.#state();
        },
        copyText: () => ({}),
        close: () => ({}),
      },
    });
  }

  #setSecret(kind: SecretKind, isSet: boolean): { readonly isSet: boolean } {
    this.#secrets = { ...this.#secrets, [kind]: isSet };
    return { isSet };
  }

  #test(): Promise<{ ok: boolean }> | { ok: boolean } {
    const stages = endings[this.#scene] ?? endings['passed'] ?? [];
    for (const one of stages) {
      this.#end.emit('testStage', { ...one, state: 'running', detail: null, remedy: null, copyText: null });
      this.#end.emit('testStage', one);
    }
    if (this.#scene !== 'testing') return { ok: this.#scene !== 'failed' };
    return new Promise((resolve) => {
      this.#endTest = (ok) => {
        resolve({ ok });
      };
    });
  }

  #state(): ConnectionFormState {
    return {
      mode: this.#scene === 'add' ? 'add' : 'edit',
      draft: this.#draft,
      groups: ['Shop', 'Warehouse'],
      secrets: this.#secrets,
      revision: this.#revision,
    };
  }
}
