/** The awaits of one run of the till, counted, and the one at which it ends. */

export interface Steps {
  readonly isAlive: () => boolean;
  /** One await: goes on at once, or never again once the run has ended. */
  readonly take: (name: string) => Promise<void>;
  /** One await, told as a step that was taken: false when the run ended here, and for the caller to go on outside of the till. */
  readonly passes: (name: string) => boolean;
  /** The names of all awaits so far. */
  readonly names: () => readonly string[];
  /** Ends the run at an await that is so many from now; the very next one with 1. */
  readonly endAfter: (steps: number) => void;
  /** Ends the run between two awaits. */
  readonly end: () => void;
}

/** `stopAt` counts from 1; a run that is not to be stopped has 0. */
export function createSteps(stopAt: number): Steps {
  const names: string[] = [];
  let isAlive = true;
  let last = stopAt;

  function passes(name: string): boolean {
    if (!isAlive) return false;
    names.push(name);
    if (names.length === last) isAlive = false;
    return isAlive;
  }

  return {
    isAlive: () => isAlive,
    passes,
    take: async (name) => {
      if (!passes(name)) await never();
    },
    names: () => names,
    endAfter: (steps) => {
      last = names.length + steps;
    },
    end: () => {
      isAlive = false;
    },
  };
}

/** The await of somebody who is not there any more. */
export function never(): Promise<never> {
  return new Promise(() => {});
}
