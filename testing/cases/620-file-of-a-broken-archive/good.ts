import { open, type FileHandle } from "node:fs/promises";

export class Zip {
  private entries = 0;
  private constructor(private readonly file: FileHandle, private readonly size: number) {}

  static async open(path: string): Promise<Zip> {
    const file = await open(path, "r");
    try {
      const { size } = await file.stat();
      const zip = new Zip(file, size);
      await zip.readDirectory();
      return zip;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private async readDirectory(): Promise<void> {
    const end = Buffer.alloc(22);
    await this.file.read(end, 0, end.length, this.size - end.length);
    if (end.readUInt32LE(0) !== 0x06054b50) throw new Error("not a zip file");
    this.entries = end.readUInt16LE(10);
  }

  get count(): number {
    return this.entries;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
