/** One rail, and the way to break it. */
export interface Rail {
  /** What it guards, in a few words. */
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly broken: string;
  readonly test: string;
  /** The tests of that file that are run; all of them when it is left out. */
  readonly grep?: string;
}
