import { barPaths, type ChartPlugin, type Plot } from '../../ui/Chart.tsx'

/** Top of an axis of whole calls at least: below it there would be halves of calls. */
export const LEAST_TOP = 4

/** What a painter draws with; lengths in the canvas's own pixels. */
export interface Brush {
  readonly context: CanvasRenderingContext2D
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly top: number
  readonly bottom: number
  /** Pixels of the canvas in one of CSS. */
  readonly scale: number
  /** The chart's text, in CSS pixels and as a font. */
  readonly size: number
  readonly color: (name: `--${string}`) => string
}

export interface MonthBarParts {
  /** Of the months, at 0, 1, 2 and so on; those that are named stand under the axis. */
  readonly texts: readonly string[]
  /** Which curves are bars, counted from 0. */
  readonly bars: readonly number[]
  /** Drawn over the bars. */
  readonly paint?: (brush: Brush) => void
  /** The month under the pointer. */
  readonly onPoint?: (index: number) => void
}

/** Bars a month apart with room at both ends, names of months, and what is painted over them. */
export function monthBars({ texts, bars, paint, onPoint }: MonthBarParts): ChartPlugin {
  return {
    opts(_plot, options) {
      const { scales, axes, series } = options
      if (scales?.x) scales.x.range = [-0.6, Math.max(0, texts.length - 1) + 0.6]
      if (axes?.[0]) axes[0].values = (_own, values) => values.map((value) => texts[value] ?? '')
      const paths = barPaths(0.72)
      for (const bar of bars) if (series[bar + 1] && paths) Object.assign(series[bar + 1] as object, { paths, points: { show: false } })
      if (onPoint) options.cursor = { show: true, x: false, y: false, points: { show: false }, drag: { x: false, y: false } }
    },
    hooks: {
      ...(paint ? { draw: (plot) => inside(plot, paint) } : {}),
      ...(onPoint ? { setCursor: (plot) => plot.cursor.idx != null && onPoint(plot.cursor.idx) } : {}),
    },
  }
}

function inside(plot: Plot, paint: (brush: Brush) => void): void {
  const { ctx: context, bbox } = plot
  const style = getComputedStyle(plot.root)
  const probe = document.createElement('i')
  plot.root.append(probe)
  context.save()
  paint({
    context,
    x: (value) => plot.valToPos(value, 'x', true),
    y: (value) => plot.valToPos(value, 'y', true),
    top: bbox.top,
    bottom: bbox.top + bbox.height,
    scale: devicePixelRatio,
    size: Number.parseFloat(style.fontSize),
    color(name) {
      probe.style.color = `var(${name})`
      return getComputedStyle(probe).color
    },
  })
  context.restore()
  probe.remove()
}

/** Which months get a name under the axis so that none touch: every one, every third, or Januaries, and of many years every so manieth. */
export function namedMonths(months: readonly string[], room: number): number[] {
  const all = months.map((_, index) => index)
  if (months.length <= room) return all
  const quarters = all.filter((index) => ['01', '04', '07', '10'].includes(months[index]?.slice(5) ?? ''))
  if (quarters.length <= room) return quarters
  const years = all.filter((index) => months[index]?.endsWith('-01'))
  const every = Math.ceil(years.length / room)
  return years.filter((index) => Number(months[index]?.slice(0, 4)) % every === 0)
}
