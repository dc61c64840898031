import { Drawing, type DrawingKit, type MadeDrawing, roomFor } from './Chart.tsx'

/** One kind of dots. Kinds are told apart by shape as well as by colour. */
export interface DotKind {
  readonly color: `--${string}`
  readonly hollow?: boolean
}

export interface Dot {
  readonly x: number
  /** Seconds. */
  readonly y: number
  /** Place in `kinds`. */
  readonly kind: number
}

/** A line across the chart, at so many seconds. */
export interface Level {
  readonly at: number
  readonly color: `--${string}`
  readonly dashed?: boolean
}

interface DotChartProps {
  /** In order of x. */
  readonly dots: readonly Dot[]
  readonly kinds: readonly DotKind[]
  readonly levels: readonly Level[]
  /** Drawn under the dots, between two times. */
  readonly band?: { readonly from: number; readonly to: number; readonly color: `--${string}` } | undefined
  /** The x axis: from, to, and where something is written. */
  readonly from: number
  readonly to: number
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
  /** Top of the y axis at least, in seconds; the bottom is zero. */
  readonly yTop: number
  readonly yText: (seconds: number) => string
  readonly class?: string
}

const STEPS_S = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400]

/** Every dot of a set over time, on a canvas: thousands are drawn at once, smaller than a few. */
export function DotChart(props: DotChartProps) {
  return <Drawing class={props.class} make={(kit) => made(props, kit)} />
}

function made(props: DotChartProps, { width, height, size, font, color }: DrawingKit): MadeDrawing {
  const many = props.dots.length > 300
  const dot = size * (many ? 0.42 : 0.66)
  const axis = { stroke: color('--muted'), font, ticks: { show: false }, gap: size * 0.35 }
  const top = props.dots.reduce((most, { y }) => Math.max(most, y), props.yTop) * 1.08
  const surface = color('--surface')
  const levels = props.levels.map((level) => ({ ...level, color: color(level.color) }))
  const band = props.band && { ...props.band, color: color(props.band.color) }
  const options: MadeDrawing['options'] = {
    width,
    height,
    padding: [size * 0.6, size * 0.6, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [props.from, props.to] }, y: { range: [0, top] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: size * 1.9,
        splits: () => props.ticks.map(({ at }) => at),
        values: () => props.ticks.map(({ text }) => text),
      },
      {
        ...axis,
        grid: { stroke: color('--line'), width: 1 },
        size: (_plot, texts) => roomFor(texts, size, 4),
        space: size * 2.6,
        incrs: STEPS_S,
        values: (_plot, seconds) => seconds.map(props.yText),
      },
    ],
    series: [
      {},
      ...props.kinds.map((kind) => {
        const stroke = color(kind.color)
        const fill = kind.hollow ? surface : stroke
        return { paths: () => null, stroke, points: { show: true, size: dot, width: Math.max(1, size * 0.12), stroke, fill } }
      }),
    ],
    hooks: {
      drawClear: [
        ({ ctx, bbox, valToPos }) => {
          if (!band) return
          const [low, high] = [valToPos(band.from, 'y', true), valToPos(band.to, 'y', true)]
          ctx.fillStyle = band.color
          ctx.fillRect(bbox.left, high, bbox.width, low - high)
        },
      ],
      draw: [
        ({ ctx, bbox, valToPos }) => {
          ctx.save()
          ctx.lineWidth = Math.max(1, size * 0.12) * devicePixelRatio
          for (const level of levels) {
            const y = valToPos(level.at, 'y', true)
            ctx.strokeStyle = level.color
            ctx.setLineDash(level.dashed ? [size * 0.5 * devicePixelRatio, size * 0.4 * devicePixelRatio] : [])
            ctx.beginPath()
            ctx.moveTo(bbox.left, y)
            ctx.lineTo(bbox.left + bbox.width, y)
            ctx.stroke()
          }
          ctx.restore()
        },
      ],
    },
  }
  const data = [
    props.dots.map(({ x }) => x),
    ...props.kinds.map((_kind, index) => props.dots.map(({ y, kind }) => (kind === index ? y : null))),
  ]
  return { options, data: data as MadeDrawing['data'] }
}
