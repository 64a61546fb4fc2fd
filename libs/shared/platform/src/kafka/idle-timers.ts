const checkInterval = 10;

interface RequestQueueState {
  throttledUntil: number;
  pending: unknown[];
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
}

/**
 * kafkajs 2.2.4 sets a negative timer on each request, which Node 24 runs every millisecond with a warning
 * (tulios/kafkajs#1751). With this, a connection without waiting requests sets no timer at all.
 */
export function stopIdleTimers(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an inner file of kafkajs without types
  const RequestQueue = require('kafkajs/src/network/requestQueue') as { prototype: object };
  Object.assign(RequestQueue.prototype, {
    scheduleCheckPendingRequests(this: RequestQueueState) {
      const throttled = this.throttledUntil - Date.now();
      if (this.throttleCheckTimeoutId || (this.pending.length === 0 && throttled <= 0)) return;
      this.throttleCheckTimeoutId = setTimeout(
        () => {
          this.throttleCheckTimeoutId = null;
          this.checkPendingRequests();
        },
        Math.max(throttled, checkInterval),
      );
    },
  });
}
