/** Observables and subscriptions: kept, composed, taken until, returned. */

declare class Subscription { add(other: Subscription | (() => void)): void; unsubscribe(): void; readonly closed: boolean }
declare class Observable<T> {
  subscribe(next: (value: T) => void): Subscription;
  pipe<R>(...operators: ((source: Observable<never>) => Observable<never>)[]): Observable<R>;
}
declare class Subject<T> extends Observable<T> { next(value: T): void; complete(): void }
declare function takeUntil(stop: Observable<void>): (source: Observable<never>) => Observable<never>;
declare function interval(ms: number): Observable<number>;

export class Panel {
  private readonly destroyed = new Subject<void>();
  private readonly subscriptions = new Subscription();
  private ticks = 0;

  constructor(names: Observable<string>) {
    this.subscriptions.add(names.subscribe((name) => console.log(name)));
    interval(1000)
      .pipe<number>(takeUntil(this.destroyed))
      .subscribe((tick) => {
        this.ticks = tick;
      });
  }

  ngOnDestroy(): void {
    this.destroyed.next();
    this.destroyed.complete();
    this.subscriptions.unsubscribe();
    console.log(this.ticks, this.subscriptions.closed);
  }
}

export function first<T>(source: Observable<T>): Promise<T> {
  return new Promise((resolve) => {
    const subscription = source.subscribe((value) => {
      resolve(value);
      queueMicrotask(() => subscription.unsubscribe());
    });
  });
}

export function log(source: Observable<string>): Subscription {
  return source.subscribe((text) => console.log(text));
}
