/** The text of `run --help` and `task --help`. */
export const taskHelp = `shadow-sync task: tasks that are kept, approved, scheduled and run; shadow-sync run: what runs them

  shadow-sync task add --store DIR --url URL --prefix P [options of sync]
      --at TIME | --cron 'EXPRESSION' [--zone ZONE] [--keep-in-sync] | --manual     when (default: at once)
      --missed skip|run-once|ask    starts that passed while nothing was running (default skip)
      --allow-unsafe                ticks every unsafe statement of the plan of now, and no later one
      --lock-wait SECONDS           how long a lock is waited for (default 15)
      --name NAME --environment development|test|production     of the connection, when it is new
      --remarks TEXT --tag TAG …
      --draft                       keeps it without a plan, to be submitted later
  shadow-sync task import --store DIR --file FILE [--draft] [--allow-unsafe]     from a file that task export wrote
  shadow-sync task submit ID --store DIR [--allow-unsafe]                        a draft
  shadow-sync task list --store DIR [--all]         the last 48 hours and everything unfinished; or those with
      [--status S] [--connection NAME] [--database D] [--creator NAME] [--tag TAG] [--text TEXT] [--hours N]
      [--sort COLUMN[:down]]
  shadow-sync task show|plan|log|export ID --store DIR
      its settings and runs | its frozen SQL | its last run's log | itself as a file
  shadow-sync task undo ID --store DIR [--run RUN] [--allow-unsafe] [--manual | --at TIME]
      makes a task that takes back what its last run, or that run, did
  shadow-sync task approve|reject ID --store DIR [--comment TEXT]
  shadow-sync task run|retry|stop|terminate|pause|resume|dismiss-missed|remove ID … --store DIR
  shadow-sync task processes --store DIR [--file FILE]     shows, or replaces, the approval processes

  shadow-sync run --store DIR [--once]
      runs due tasks until it is stopped, or what is due now and then ends; several may run, one of them works
      raises and sends alerts too (shadow-sync alert --help), watching the store's OMS servers

The password of a connection comes from SHADOW_SYNC_PASSWORD_<id of the connection, with _ for every other character>,
else from SHADOW_SYNC_PASSWORD. --by NAME says who does it (default: the account of this computer). --json: one document.

Examples
  shadow-sync task add --store ~/.shadow-sync --url mysql://dev@127.0.0.1/shop --prefix __test_ \\
      --cron '30 2 * * 1-5' --zone Europe/Berlin --keep-in-sync
  shadow-sync run --store ~/.shadow-sync
`;
