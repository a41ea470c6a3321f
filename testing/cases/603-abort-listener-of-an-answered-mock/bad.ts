interface CallLog {
  readonly url: string;
  readonly signal?: AbortSignal;
}
declare function generateResponse(call: CallLog): Promise<Response>;

export function handle(call: CallLog, pending: Set<string>): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (call.signal) {
      const abort = (): void => {
        pending.delete(call.url);
        reject(new DOMException("The operation was aborted.", "AbortError"));
      };
      if (call.signal.aborted) abort();
      call.signal.addEventListener("abort", abort);
    }
    generateResponse(call).then(resolve, reject);
  });
}
