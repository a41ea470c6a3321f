/** What TypeScript itself must accept and reject of `Ref`, `Mut` and `Own`; compiled, never run. */

import { type Lifetime, move, mut, type Mut, type Own, type Owned, ref, type Ref } from "../src/types.ts";

interface Account {
  balance: number;
}

declare const account: Account;
declare const shared: Ref<Account>;
declare const exclusive: Mut<Account>;
declare const owned: Own<Account>;

export const plainIsLent: Ref<Account> = account;
export const plainIsLentToWrite: Mut<Account> = account;
export const plainIsGiven: Own<Account> = account;
export const ownedIsLent: Ref<Account> = owned;
export const ownedIsLentToWrite: Mut<Account> = owned;
export const exclusiveIsReborrowed: Ref<Account> = exclusive;
export const sharedIsRead: Account = shared;
export const primitivesAreLent: Ref<number> = 1;
export const ownIsOneOfItself: Own<Account> = move(owned);

// @ts-expect-error a shared borrow cannot become exclusive
export const sharedIsNotExclusive: Mut<Account> = shared;
// @ts-expect-error a shared borrow is not owned
export const sharedIsNotOwned: Own<Account> = shared;
// @ts-expect-error an exclusive borrow is not owned
export const exclusiveIsNotOwned: Own<Account> = exclusive;
// @ts-expect-error `mut` cannot borrow through a shared borrow
mut(shared);
// @ts-expect-error what is only lent cannot be moved
move(shared);
// @ts-expect-error borrowing an exclusive borrow to read gives a shared one
export const reborrowIsShared: Mut<Account> = ref(exclusive);
// @ts-expect-error borrowing to read gives a shared borrow
export const refIsShared: Mut<Account> = ref(account);

export const refOfShared: Ref<Account> = ref(shared);
export const refOfPlain: Ref<Account> = ref(account);
export const mutOfPlain: Mut<Account> = mut(account);
export const mutOfExclusive: Mut<Account> = mut(exclusive);
export const moveOfPlain: Own<Account> = move(account);
export const moveOfClosure: () => number = move(() => account.balance);

export function first<A extends Lifetime>(a: Ref<Account, A>, _b: Ref<Account>): Ref<Account, A> {
  return a;
}

export function oneLifetimeIsNotAnother<A extends Lifetime, B extends Lifetime>(a: Ref<Account, A>, b: Ref<Account, B>): Ref<Account, A> {
  // @ts-expect-error `B` need not live as long as `A`
  const wrong: Ref<Account, A> = b;
  void wrong;
  return a;
}

export function exclusiveKeepsItsLifetime<A extends Lifetime, B extends Lifetime>(a: Mut<Account, A>, b: Mut<Account, B>): Ref<Account, A> {
  // @ts-expect-error `B` need not live as long as `A`
  const wrong: Ref<Account, A> = ref(b);
  void wrong;
  return ref(a);
}

export function elidedFitsEveryLifetime<A extends Lifetime>(a: Ref<Account>): Ref<Account, A> {
  return a;
}

interface Excerpt<A extends Lifetime> {
  readonly snippet: Ref<string, A>;
}

export function summaryOf<A extends Lifetime>(text: Ref<string, A>): Excerpt<A> {
  return { snippet: text };
}

export function excerptsKeepTheirLifetime<A extends Lifetime, B extends Lifetime>(a: Excerpt<A>, b: Excerpt<B>): Excerpt<A> {
  // @ts-expect-error the excerpt's lifetime is part of its type
  const wrong: Excerpt<A> = b;
  void wrong;
  return a;
}

export class Ticket implements Owned {
  readonly seat = 7;
}
