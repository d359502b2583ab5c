/** When a task runs. */

export const missedPolicies = ['skip', 'run-once', 'ask'] as const;

/** What becomes of slots that passed while nothing of ours ran, beyond the grace (S3). */
export type MissedPolicy = (typeof missedPolicies)[number];

export type Execution =
  | { readonly kind: 'immediately' }
  /** When somebody says so. */
  | { readonly kind: 'manual' }
  | { readonly kind: 'once'; readonly at: number; readonly missed: MissedPolicy }
  | {
      readonly kind: 'cron';
      readonly expression: string;
      /** IANA name: wall-clock times are meant there (S6). */
      readonly zone: string;
      readonly missed: MissedPolicy;
      /** Each run analyses anew and goes on when nothing unsafe is newly needed; otherwise only the frozen plan runs. */
      readonly keepInSync: boolean;
    };
