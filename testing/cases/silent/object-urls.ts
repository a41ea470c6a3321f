/** Object URLs: revoked when loaded, kept in a field, or handed to the caller. */

export function show(image: HTMLImageElement, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  image.onload = () => URL.revokeObjectURL(url);
  image.onerror = () => URL.revokeObjectURL(url);
  image.src = url;
}

export function urlFor(blob: Blob): string {
  return URL.createObjectURL(blob);
}

export function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

export class Preview {
  private url: string | undefined;
  constructor(private readonly image: HTMLImageElement) {}

  set(blob: Blob): void {
    this.clear();
    this.url = URL.createObjectURL(blob);
    this.image.src = this.url;
  }

  clear(): void {
    if (this.url !== undefined) URL.revokeObjectURL(this.url);
    this.url = undefined;
  }
}

export async function decode(blob: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  try {
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
