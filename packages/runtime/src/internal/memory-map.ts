/** Where everything lies in the shared memory: the words at its beginning, the records of threads, the cells. Indexes count words. */

/** A byte offset in the shared memory: of a block's first byte, or of a cell's. */
export type Address = number & { readonly brand: "Address" };

/** The first words of the memory. Word 0 tells that it is ours. */
export const control = {
  /** Where nothing was given out yet: a byte offset. 0 before the first allocation. */
  frontier: 1,
  /** How many threads have joined so far: ids count up and never come again. */
  threads: 2,
  /** The list of records, the newest first: byte offsets. Records are only ever added. */
  records: 3,
  /** The list of cells, the newest first: byte offsets. Cells are only ever added. */
  cells: 4,
  /** What observers of channels sleep on: see `observer.ts`. */
  observers: 8,
  /** One list for each size of block: what threads have too much of, or left behind. */
  freeBlocks: 32,
} as const;

/** Lists of free blocks: of cells first, then of a size each. */
export const listCount = 97;

/** Blocks, cells and records begin on a line of the cache. */
export const lineSize = 64;

/** The first byte behind the control words. */
export const heapStart = 1024;

/** A thread's own words, counted from the first of its record. */
export const record = {
  /** The id of the thread; 0: the record is free. */
  id: 0,
  /** Numbers the record, from 0. */
  slot: 1,
  /** The next older record. */
  next: 2,
  /** The word that the thread sleeps on, or slept on last. */
  waitingOn: 3,
  /** A token that `unpark` leaves. */
  park: 5,
  /** Its free blocks, one list for each size. */
  free: 16,
  /** How long each list is. */
  counts: 16 + listCount,
  /** Texts for reports, as `shared-text.ts` writes them: the thread's name, and where it waits in checked builds. */
  name: 212,
  place: 230,
} as const;

/** Bytes of these texts. */
export const nameLength = 64;
export const placeLength = 96;

export const recordSize = 1024;

/** As many threads may live at one time: a bit for each fits in a cell. */
export const threadLimit = 256;

/** A cell's words, counted from its first. */
export const cell = {
  /** What lives here, and how many lived here before: see `cells.ts`. */
  head: 0,
  /** How many handles there are, in all threads. */
  handles: 1,
  /** The next older cell. */
  next: 2,
  /** The next free one, while the cell is free. */
  nextFree: 3,
  /** The words that threads wait on, and what belongs to them. */
  word: 4,
  second: 5,
  third: 6,
  /** What the value is, see `storage.ts`; the value itself, on eight words. */
  tag: 7,
  value: 8,
  /** A bit for each thread. */
  threads: 16,
  /** What a writer sleeps on until readers have left. */
  drain: 24,
  /** Where it was locked, in checked builds. */
  place: 25,
} as const;

/** Bytes of that text. */
export const cellPlaceLength = 28;

export const cellSize = 128;
