/** The text of `oms --help`. */
export const omsHelp = `shadow-sync oms: migration and synchronization tasks of an OceanBase Migration Service (OMS) server

  shadow-sync oms tasks  SERVER [--search TEXT] [--type migration|sync]     all tasks with state, step and delay
  shadow-sync oms show ID  SERVER             one task: its steps, its components, what it takes now
  shadow-sync oms start|stop|resume ID  SERVER --yes
  shadow-sync oms test  SERVER                tries the connection stage by stage

  shadow-sync oms add --store DIR --url URL [--name NAME] [--environment development|test|production]
      keeps a server, which shadow-sync run then watches; its password is not kept
  shadow-sync oms list --store DIR            the kept servers, and which of their passwords are here
  shadow-sync oms remove ID … --store DIR     its alerts are closed by what sends the store's alerts

SERVER is --url URL or, for one that is kept, --store DIR --server ID (or its name).

  --url URL                https://host:8089/base, or oms+https://user@host:8089/base; http only where you trust the network
  --user NAME              the account, where the URL names none
  --password-stdin         the password is the first line of standard input; else the URL's, else SHADOW_SYNC_PASSWORD;
                           of a kept server: else SHADOW_SYNC_PASSWORD_<its id, with _ for every other character>
  --tls-ca FILE            the authority that signed the server's certificate (PEM)
  --tls-any-name           the certificate may be for another host
  --tls-fingerprint HEX    exactly this certificate (SHA-256, AA:BB:…); oms test shows it
  --json                   one JSON document on standard output
  --yes                    required to change anything

Exit codes: 0 done · 1 any error · 3 refused (--yes missing, or the task's state does not allow it) · 64 bad usage

Examples
  shadow-sync oms test --url https://oms.example:8089 --user ops --tls-ca oms-ca.pem
  shadow-sync oms tasks --url https://oms.example:8089 --user ops --type sync --json
  shadow-sync oms resume np_4w7x --url https://oms.example:8089 --user ops --yes
  shadow-sync oms add --store ~/.shadow-sync --name Copies --url https://oms.example:8089 --user ops --tls-ca oms-ca.pem
`;
