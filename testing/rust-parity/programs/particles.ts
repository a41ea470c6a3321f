/**
 * A pooled particle system in strict code: particles are made once, live in the world while they glow, and go back to the pool when
 * they are out. A particle is in one place at a time, because moving it is the only way to hand it on.
 */
"use freehold";

import { type Lifetime, type Mut, type Own, type Owned, type Ref, mut, ref } from "freehold";

class Vector {
  x = 0;
  y = 0;
  set(x: number, y: number): void {
    this.x = x;
    this.y = y;
  }
}

class Particle implements Owned {
  readonly id: number;
  readonly position = new Vector();
  readonly velocity = new Vector();
  life = 0;
  constructor(id: number) {
    this.id = id;
  }
  [Symbol.dispose](): void {
    this.life = 0;
  }
  isOut(this: Ref<Particle>): boolean {
    return this.life <= 0;
  }
  launch(this: Mut<Particle>, speed: number, life: number): void {
    this.position.set(0, 0);
    this.velocity.set(speed, speed * 2);
    this.life = life;
  }
  step(this: Mut<Particle>, time: number): void {
    this.position.x += this.velocity.x * time;
    this.position.y += this.velocity.y * time;
    this.life -= time;
  }
}

/** Particles that wait; it makes new ones up to its limit. */
class Pool implements Owned {
  readonly #waiting: Own<Particle>[] = [];
  readonly limit: number;
  made = 0;
  constructor(limit: number) {
    this.limit = limit;
  }
  [Symbol.dispose](): void {
    for (const particle of this.#waiting) particle[Symbol.dispose]();
  }
  take(this: Mut<Pool>): Own<Particle> | undefined {
    const waiting = this.#waiting.pop();
    if (waiting !== undefined) return waiting;
    if (this.made === this.limit) return undefined;
    this.made += 1;
    return new Particle(this.made);
  }
  giveBack(this: Mut<Pool>, particle: Own<Particle>): void {
    this.#waiting.push(particle);
  }
  waiting(this: Ref<Pool>): number {
    return this.#waiting.length;
  }
}

/** Something that changes each particle of the world. */
interface Force {
  apply(particle: Mut<Particle>, time: number): void;
}

class Gravity implements Force {
  apply(particle: Mut<Particle>, time: number): void {
    particle.velocity.y -= 10 * time;
  }
}

class Wind implements Force {
  readonly strength: number;
  constructor(strength: number) {
    this.strength = strength;
  }
  apply(particle: Mut<Particle>, time: number): void {
    particle.velocity.x += this.strength * time;
  }
}

/** Pulls towards a place that somebody else may move: it only looks at it. */
class Pull<A extends Lifetime> implements Force {
  readonly towards: Ref<Anchor, A>;
  constructor(towards: Ref<Anchor, A>) {
    this.towards = towards;
  }
  apply(particle: Mut<Particle>, time: number): void {
    particle.velocity.x += (this.towards.x - particle.position.x) * time;
    particle.velocity.y += (this.towards.y - particle.position.y) * time;
  }
}

/** A place in the world, with an owner of its own. */
class Anchor implements Owned {
  x = 0;
  y = 0;
  [Symbol.dispose](): void {}
  moveTo(this: Mut<Anchor>, x: number, y: number): void {
    this.x = x;
    this.y = y;
  }
}

/** So many particles at once, when their time has come. */
class Burst implements Owned {
  readonly at: number;
  readonly count: number;
  constructor(at: number, count: number) {
    this.at = at;
    this.count = count;
  }
  [Symbol.dispose](): void {}
}

/** Bursts that wait for their turn; each is handed out once. */
class Schedule implements Owned {
  readonly #planned: Own<Burst>[] = [];
  [Symbol.dispose](): void {
    for (const burst of this.#planned) burst[Symbol.dispose]();
  }
  plan(this: Mut<Schedule>, burst: Own<Burst>): void {
    this.#planned.push(burst);
  }
  due(this: Mut<Schedule>, turn: number): Own<Burst> | undefined {
    const next = this.#planned[0] === undefined ? undefined : ref(this.#planned[0]);
    return next === undefined || next.at > turn ? undefined : this.#planned.shift();
  }
  left(this: Ref<Schedule>): number {
    return this.#planned.length;
  }
}

class World implements Owned {
  readonly #glowing: Own<Particle>[] = [];
  readonly #forces: readonly Force[];
  constructor(forces: readonly Force[]) {
    this.#forces = forces;
  }
  [Symbol.dispose](): void {
    for (const particle of this.#glowing) particle[Symbol.dispose]();
  }
  add(this: Mut<World>, particle: Own<Particle>): Mut<Particle> {
    this.#glowing.push(particle);
    return mut(this.#glowing[this.#glowing.length - 1]!);
  }
  size(this: Ref<World>): number {
    return this.#glowing.length;
  }
  each(this: Ref<World>, visit: Ref<(particle: Ref<Particle>) => void>): void {
    for (const particle of ref(this.#glowing)) visit(particle);
  }
  step(this: Mut<World>, time: number): void {
    for (const particle of mut(this.#glowing)) {
      for (const force of this.#forces) force.apply(particle, time);
      particle.step(time);
    }
  }
  /** Takes one that is out, from behind, so that nothing has to move up. */
  takeOut(this: Mut<World>): Own<Particle> | undefined {
    const at = this.#indexOfOut();
    if (at === undefined) return undefined;
    const last = this.#glowing.length - 1;
    [this.#glowing[at], this.#glowing[last]] = [this.#glowing[last]!, this.#glowing[at]!];
    return this.#glowing.pop();
  }
  highest(this: Ref<World>): Ref<Particle> | undefined {
    let best: Ref<Particle> | undefined;
    for (const particle of ref(this.#glowing)) {
      if (best === undefined || particle.position.y > best.position.y) best = particle;
    }
    return best;
  }
  /** The two that glow longest, the longest first. */
  longest(this: Ref<World>): Ref<Particle>[] {
    const all: Ref<Particle>[] = [];
    for (const particle of ref(this.#glowing)) all.push(particle);
    all.sort((a, b) => b.life - a.life || a.id - b.id);
    return all.slice(0, 2);
  }
  /** Under one more force for a moment, which the world does not keep. */
  under(this: Mut<World>, force: Force, time: number): void {
    for (const particle of mut(this.#glowing)) force.apply(particle, time);
  }
  /** Two particles become one: the second one is handed out, and the first one has its life. */
  merge(this: Mut<World>): Own<Particle> | undefined {
    const second = this.#glowing.pop();
    if (second === undefined) return undefined;
    const first = this.#glowing.pop();
    if (first === undefined) {
      this.#glowing.push(second);
      return undefined;
    }
    first.life += second.life;
    this.#glowing.push(first);
    return second;
  }
  /** The particles go to whoever asks, one by one: the world has a destructor, so nobody may take it apart. */
  giveUp(this: Mut<World>): Own<Particle> | undefined {
    return this.#glowing.pop();
  }
  #indexOfOut(this: Ref<World>): number | undefined {
    let index = 0;
    for (const particle of ref(this.#glowing)) {
      if (particle.isOut()) return index;
      index += 1;
    }
    return undefined;
  }
}

/** Lends the pool and the world for as long as it emits. */
class Emitter<A extends Lifetime> {
  readonly pool: Mut<Pool, A>;
  readonly world: Mut<World, A>;
  emitted = 0;
  constructor(pool: Mut<Pool, A>, world: Mut<World, A>) {
    this.pool = pool;
    this.world = world;
  }
  emit(this: Mut<Emitter<A>>, count: number): number {
    let emitted = 0;
    while (emitted < count) {
      const particle = this.pool.take();
      if (particle === undefined) break;
      const glowing = this.world.add(particle);
      glowing.launch(1 + emitted, 1 + emitted / 2);
      emitted += 1;
    }
    this.emitted += emitted;
    return emitted;
  }
  collect(this: Mut<Emitter<A>>): number {
    let collected = 0;
    for (let out = this.world.takeOut(); out !== undefined; out = this.world.takeOut()) {
      this.pool.giveBack(out);
      collected += 1;
    }
    return collected;
  }
}

interface Frame {
  readonly glowing: number;
  readonly waiting: number;
  readonly highest: number | undefined;
}

function frameOf(pool: Ref<Pool>, world: Ref<World>): Frame {
  return { glowing: world.size(), waiting: pool.waiting(), highest: world.highest()?.id };
}

function lineOf({ glowing, waiting, highest }: Frame): string {
  return `${glowing} glow, ${waiting} wait, highest ${highest ?? "none"}`;
}

function totalLife(world: Ref<World>): number {
  let total = 0;
  world.each((particle) => {
    total += particle.life;
  });
  return total;
}

export function main(): readonly string[] {
  const lines: string[] = [];
  using pool = new Pool(5);
  using world = new World([new Gravity(), new Wind(2)]);
  using schedule = filledSchedule();
  for (let turn = 0; turn < 4; turn += 1) {
    const burst = schedule.due(turn);
    const emitter = new Emitter(mut(pool), mut(world));
    const emitted = emitter.emit(burst === undefined ? 3 : burst.count);
    world.step(0.5);
    lines.push(`turn ${turn}: ${emitted} new, ${lineOf(frameOf(ref(pool), ref(world)))}`);
    const collector = new Emitter(mut(pool), mut(world));
    lines.push(`turn ${turn}: ${collector.collect()} out, ${lineOf(frameOf(ref(pool), ref(world)))}`);
  }
  lines.push(`life left: ${totalLife(ref(world)).toFixed(1)}`);

  pullTogether(mut(world), mut(pool), lines);
  for (let left = world.giveUp(); left !== undefined; left = world.giveUp()) pool.giveBack(left);
  lines.push(`${pool.waiting()} of ${pool.made} wait, ${schedule.left()} bursts planned`);
  return lines;
}

function filledSchedule(): Own<Schedule> {
  const schedule = new Schedule();
  schedule.plan(new Burst(1, 1));
  schedule.plan(new Burst(2, 2));
  schedule.plan(new Burst(9, 3));
  return schedule;
}

/** An anchor pulls twice, from two places: between the two nobody looks at it, so it may move. */
function pullTogether(world: Mut<World>, pool: Mut<Pool>, lines: string[]): void {
  using anchor = new Anchor();
  anchor.moveTo(4, 0);
  world.under(new Pull(ref(anchor)), 0.5);
  anchor.moveTo(0, 4);
  world.under(new Pull(ref(anchor)), 0.5);
  for (const particle of world.longest()) lines.push(`particle ${particle.id} has ${particle.life.toFixed(1)} left`);

  const spare = world.merge();
  if (spare === undefined) return;
  lines.push(`particle ${spare.id} is merged`);
  pool.giveBack(spare);
}
