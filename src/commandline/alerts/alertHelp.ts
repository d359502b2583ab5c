/** The text of `alert --help`. */
export const alertHelp = `shadow-sync alert: what failed, is late or drifted, and who is told of it; shadow-sync run raises and sends

  shadow-sync alert list --store DIR [--range 7-days|3-weeks|month|3-months] [--text TEXT] [--task ID]
      [--event E …] [--status S …] [--level HIGH|MEDIUM|LOW …] [--source task|oms-task|oms-server|channel|scheduler …]
      newest first; what is open is in every range
  shadow-sync alert export --store DIR [--format csv|json] [the filters of list]     to standard output
  shadow-sync alert show ID --store DIR               its samples, its deliveries with every attempt, what to do
  shadow-sync alert ack|close|wake ID … --store DIR    wake takes back an acknowledgement or a snooze
  shadow-sync alert snooze ID … --store DIR  --for 30m|2h|3d | --until TIME
  shadow-sync alert resend ID … --store DIR [--channel ID]     it is sent by the process that sends alerts
  shadow-sync alert settings --store DIR [--file FILE]
      shows levels, thresholds, quiet hours, mutes and drift watch as JSON; or takes what a JSON file has of them

  shadow-sync alert channel list --store DIR
  shadow-sync alert channel add --store DIR --name NAME --kind generic|slack|dingtalk|feishu|wecom|teams [--url-stdin]
      --confirm-host           alerts may be sent to a host that is none of the kind's own
      --allow-private          loopback and private addresses too
      --least-level LEVEL      nothing below it (default LOW)
      --group-by task|event|all|none     which alerts share a message (default task)
      --group-wait SECONDS     how long a first message waits for more (default 30)
      --per-minute N           more than that goes into digests (default 20)
      --without-resolved       does not say when an alert is over
  shadow-sync alert channel test|enable|disable|remove ID --store DIR

A channel's address is a secret with most receivers, so it is no option and is not kept: channel add takes it from the first
line of standard input (--url-stdin) or from SHADOW_SYNC_CHANNEL_URL and keeps its host. Whatever sends takes it from
SHADOW_SYNC_CHANNEL_<id of the channel>_URL, and what messages are signed with from SHADOW_SYNC_CHANNEL_<id>_SECRET.

--by NAME says who does it (default: the account of this computer). --json: one document.

Exit codes: 0 done · 1 any error, or the test message was not taken, or a template is wrong · 3 refused (--confirm-host is missing) · 64 bad usage

Examples
  shadow-sync alert list --store ~/.shadow-sync --event oms_sync_failed --range month
  shadow-sync alert snooze a0123456abcd --store ~/.shadow-sync --for 2h
  shadow-sync alert channel add --store ~/.shadow-sync --name Ops --kind slack --url-stdin < address.txt
  shadow-sync alert export --store ~/.shadow-sync --range 3-months > alerts.csv
`;
