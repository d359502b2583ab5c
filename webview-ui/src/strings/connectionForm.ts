/** Texts of the connection form. */
export const connectionFormTexts = {
  titleAdd: 'Add Connection',
  titleEdit: 'Edit Connection',
  titleCopy: 'Copy Connection',

  // Server
  server: 'Server',
  pasteUrl: 'Paste URL…',
  name: 'Name',
  nameHelp: 'What it is called in the list of connections.',
  dialect: 'Type',
  host: 'Host',
  port: 'Port',

  // Account and secrets
  account: 'Account',
  user: 'User',
  password: 'Password',
  secretIsSet: 'Set',
  secretIsNotSet: 'Not set',
  setSecret: 'Set {0}…',
  clearSecret: 'Clear {0}',
  secretHelp: 'The editor asks for it and keeps it in its secret storage.',

  // Encryption
  encryption: 'Encryption',
  tlsMode: 'TLS',
  tlsOff: 'Off',
  tlsRequired: 'Required',
  tlsVerifyCa: 'Verify the certificate',
  tlsVerifyIdentity: 'Verify the certificate and the host name',
  tlsOffHelp: 'Everything is sent in the clear, data and structure alike.',
  tlsRequiredHelp: 'Encrypted, but anybody can pose as the server.',
  tlsVerifyCaHelp: 'Encrypted, and a certificate authority that you trust vouches for the server.',
  tlsVerifyIdentityHelp: 'Encrypted, and the certificate is the one of this very host.',
  caFile: 'CA certificate',
  certFile: 'Client certificate',
  keyFile: 'Client key',
  keyPassphrase: 'Key passphrase',
  browse: 'Browse: {0}',

  // SSH
  ssh: 'SSH tunnel',
  useSsh: 'Connect through an SSH server',
  sshHost: 'SSH host',
  sshPort: 'SSH port',
  sshUser: 'SSH user',
  sshAuth: 'SSH authentication',
  authPassword: 'Password',
  authKey: 'Private key',
  authAgent: 'SSH agent',
  sshPassword: 'SSH password',
  sshKeyFile: 'Private key file',
  sshPassphrase: 'SSH key passphrase',
  knownHostsFile: 'Known hosts file',
  knownHostsHelp: 'Leave it empty to use ~/.ssh/known_hosts.',
  useJump: 'Reach the SSH server through a jump host',
  jumpHost: 'Jump host',
  jumpPort: 'Jump port',
  jumpUser: 'Jump user',
  jumpAuth: 'Jump authentication',
  jumpPassword: 'Jump password',
  jumpKeyFile: 'Jump private key file',
  jumpPassphrase: 'Jump key passphrase',

  // Organisation
  organisation: 'Organization',
  group: 'Group',
  groupHelp: 'Leave it empty for none.',
  groups: 'Groups that exist',
  environment: 'Environment',
  environmentHelp: 'On production servers, a run begins only after you confirm it.',

  // Saving
  save: 'Save',
  saving: 'Saving…',
  stillNeeded: 'Still needed: {0}',

  // The staged test
  test: 'Test Connection',
  cancelTest: 'Cancel Test',
  testTitle: 'Connection test',
  testHint: 'The test goes through these stages one by one and says at which one it fails.',
  testPassed: 'The connection works.',
  testFailed: 'The connection does not work yet.',
  dns: 'Find the host',
  tcp: 'Reach the port',
  sshJump: 'Log in to the jump host',
  sshStage: 'Log in to the SSH server',
  tlsStage: 'Encrypt',
  authentication: 'Log in to the database',
  privileges: 'Check the privileges',
  stageWaiting: 'Waiting',
  stageRunning: 'Running',
  stageOk: 'Passed',
  stageWarning: 'Passed with a warning',
  stageFailed: 'Failed',
  stageSkipped: 'Not done',
  copyText: 'Copy for Your Administrator',
} as const;

/**
 * What is said at a field that can't be used. The rules and their words are those of src/connection/readConnection.ts,
 * so that form, file and store agree; they stand here to be translated.
 */
export const fieldProblemTexts = [
  'Give it a short name.',
  'Give the bare name or address, without port, user, brackets and mysql://.',
  "Give the account's name as the server knows it.",
  "Give the database's name, or none to choose it later.",
  'Give the whole path of the file; ~/ may stand for the home folder.',
  'Give a whole number from 1 to 65535.',
  'Give the key of the certificate, or neither.',
  'Give the certificate of the key, or neither.',
  'Give the file of the private key.',
  'Choose key as auth, or leave the file out.',
] as const;
