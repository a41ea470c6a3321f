export function send(worker: Worker, samples: number[]): number {
  const view = new Float32Array(samples);
  const mean = view.reduce((sum, sample) => sum + sample, 0) / samples.length;
  worker.postMessage({ buffer: view.buffer }, [view.buffer]);
  return mean;
}
