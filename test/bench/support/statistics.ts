// The arithmetic of the figures: pure, because a wrong median would look like a good program.

/** The middle value; of two middle ones their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

/** The value that one in a hundred lies above. */
export function worstOfHundred(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1]!;
}

/** How many times the smallest the greatest is. */
export function spreadOf(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values);
}

interface SizedCost {
  readonly size: number;
  readonly cost: number;
}

/** The power of the size by which the cost grows: the slope of the best line through the logarithms of both. */
export function exponentOf(costs: readonly SizedCost[]): number {
  const points = costs.map(({ size, cost }) => [Math.log(size), Math.log(cost)] as const);
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const rise = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return rise / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
