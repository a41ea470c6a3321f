export class Snake {
  alive = true;
  constructor(readonly name: string, private readonly game: Game) {}

  die(reason: string): void {
    this.alive = false;
    this.game.remove(this, reason);
  }
}

export class Game {
  private readonly snakes: Snake[] = [];
  private winner: Snake | undefined;
  constructor(private readonly announce: (text: string) => void) {}

  join(name: string): Snake {
    const snake = new Snake(name, this);
    this.snakes.push(snake);
    return snake;
  }

  remove(snake: Snake, reason: string): void {
    const index = this.snakes.indexOf(snake);
    if (index >= 0) this.snakes.splice(index, 1);
    this.announce(`${snake.name}: ${reason}`);
  }

  endRound(): void {
    this.winner = this.snakes[0];
    this.snakes.forEach((snake) => {
      snake.die("quiet");
    });
    this.announce(`${this.winner?.name ?? "nobody"} wins`);
  }
}
