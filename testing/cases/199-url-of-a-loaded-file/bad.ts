export interface Loader { load(url: string, name: string): Promise<number> }

export async function handleFile(input: HTMLInputElement, loader: Loader): Promise<number> {
  const file = input.files?.[0];
  if (file === undefined) return 0;
  const url = URL.createObjectURL(file);
  const events = await loader.load(url, file.name);
  input.value = "";
  return events;
}
