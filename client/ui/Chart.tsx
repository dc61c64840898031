import { createEffect, createSignal, onCleanup, onMount, untrack } from 'solid-js'
import uPlot from 'uplot'
import './Chart.css'

/** One curve. Colours are names of CSS variables, so that both themes hold. */
export interface ChartSeries {
  /** Null draws nothing. */
  readonly values: readonly (number | null)[]
  readonly color: `--${string}`
  /** Line width in CSS pixels. */
  readonly width: number
  /** Told apart without colour. */
  readonly dash?: 'long' | 'dots'
  /** Under the curve. */
  readonly fill?: `--${string}`
  /** Marks the last value with a dot. */
  readonly dot?: boolean
}

/** Between the marks of the y axis: 0.1, 0.2, 0.5, 1, 2, 5 and so on. */
const STEPS = Array.from({ length: 27 }, (_, index) => ([1, 2, 5][index % 3] ?? 1) * 10 ** (Math.floor(index / 3) - 1))

export interface ChartProps {
  readonly x: readonly number[]
  readonly series: readonly ChartSeries[]
  /** Values of x that get a label. */
  readonly xTicks: readonly number[]
  /** Top of the y axis at least; the bottom is zero. */
  readonly yTop: number
  readonly class?: string
  /** What else a page draws or wants to know; another one draws the chart anew. It may change the options before they are used. */
  readonly plugin?: ChartPlugin
}

export type ChartPlugin = uPlot.Plugin
export type Plot = uPlot

/** Bars as wide as this share of the room between two values of x, instead of a curve. */
export const barPaths = (share: number) => uPlot.paths.bars?.({ size: [share, 64] })

/**
 * Curves over numbers, drawn on a canvas that fills its element and takes size of text from it. It is mute: put a table beside it for
 * those who do not see it. Follows the element's size and the theme; frees everything with its owner. Curves may change, their number may not.
 */
export function Chart(props: ChartProps) {
  const data = () => [[...props.x], ...props.series.map((series) => [...series.values])] as uPlot.AlignedData
  return <Drawing class={props.class} make={(kit) => ({ options: options(props, kit), data: data() })} />
}

function options(props: ChartProps, { width, height, size, font, color }: DrawingKit): uPlot.Options {
  const axis = { stroke: color('--muted'), font, ticks: { show: false }, gap: size * 0.35 }
  const grid = { stroke: color('--line'), width: 1 }
  return {
    width,
    height,
    pxAlign: 1,
    padding: [size * 0.6, size * 0.9, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { range: (_plot, _min, max) => [0, (Math.max(props.yTop, max ?? 0) || 1) * 1.06] } },
    axes: [
      { ...axis, grid: { show: false }, size: size * 1.9, splits: () => [...props.xTicks] },
      {
        ...axis,
        grid,
        size: (_plot, values) => roomFor(values, size, 2),
        space: Math.max(size * 3, height / 6),
        incrs: STEPS,
      },
    ],
    plugins: props.plugin ? [props.plugin] : [],
    series: [{}, ...props.series.map((series) => curve(series, color, size))],
  }
}

/** How wide the texts beside a y axis are, in CSS pixels, at least so many characters: digits are about 0.62 as wide as they are high. */
export const roomFor = (texts: readonly string[] | null, size: number, least: number): number =>
  size * (0.9 + 0.62 * Math.max(least, ...(texts ?? []).map((text) => text.length)))

function curve(series: ChartSeries, color: DrawingKit['color'], size: number): uPlot.Series {
  const stroke = color(series.color)
  const last = series.values.findLastIndex((value) => value !== null)
  return {
    stroke,
    width: series.width,
    ...(series.fill ? { fill: color(series.fill) } : {}),
    ...(series.dash ? { dash: (series.dash === 'long' ? [3, 2.5] : [1, 2]).map((times) => times * series.width) } : {}),
    points: series.dot ? { show: true, size: size * 0.6, fill: stroke, filter: () => (last < 0 ? [] : [last]) } : { show: false },
  }
}

/** A canvas knows neither variables nor `light-dark()`: the browser works out the colour on an element that nobody sees. */
function resolved(element: HTMLElement, name: string): string {
  const probe = document.createElement('i')
  probe.style.color = `var(${name})`
  element.append(probe)
  const color = getComputedStyle(probe).color
  probe.remove()
  return color
}

/** What is drawn with: the place in CSS pixels, the size and font of its text, and colours by the names of CSS variables. */
export interface DrawingKit {
  readonly width: number
  readonly height: number
  readonly size: number
  readonly font: string
  readonly color: (name: `--${string}`) => string
}

export interface MadeDrawing {
  readonly options: uPlot.Options
  readonly data: uPlot.AlignedData
}

/**
 * A plot that fills its element, whatever is in it. `make` is asked again when what it reads has changed, with the element's
 * size, and with the theme, paper being one. It is mute, and frees everything with its owner.
 */
export function Drawing(props: { make: (kit: DrawingKit) => MadeDrawing; class?: string }) {
  let element!: HTMLDivElement
  let plot: uPlot | undefined
  const [kit, setKit] = createSignal<DrawingKit>()

  function measure() {
    const box = element.getBoundingClientRect()
    if (box.width < 10 || box.height < 10) return
    const { fontSize, fontFamily } = getComputedStyle(element)
    const size = Number.parseFloat(fontSize)
    const color = (name: string) => resolved(element, name)
    setKit({ width: Math.floor(box.width), height: Math.floor(box.height), size, font: `500 ${size}px ${fontFamily}`, color })
  }

  onMount(() => {
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    const media = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query))
    for (const one of media) one.addEventListener('change', measure)
    document.fonts.addEventListener('loadingdone', measure)
    onCleanup(() => {
      resized.disconnect()
      for (const one of media) one.removeEventListener('change', measure)
      document.fonts.removeEventListener('loadingdone', measure)
      plot?.destroy()
    })
  })

  createEffect(() => {
    const known = kit()
    if (!known) return
    const { options, data } = props.make(known)
    plot?.destroy()
    // What a plugin reads while it draws asks for no other drawing.
    plot = untrack(() => new uPlot(options, data, element))
  })

  return <div ref={element} class={props.class} aria-hidden="true" />
}
