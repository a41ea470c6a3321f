declare class Handle {
  dispose(): void;
}
declare class Vm {
  evalCode(source: string): Handle; // a new handle
  unwrap(handle: Handle): Handle; // the same one, or throws
  executePendingJobs(): number;
  dispose(): void;
}
declare function createVm(): Promise<Vm>;

export async function runPlugin(source: string): Promise<number> {
  const vm = await createVm();
  try {
    const result = vm.evalCode(source);
    try {
      return vm.executePendingJobs();
    } finally {
      result.dispose();
    }
  } finally {
    vm.dispose();
  }
}
