import { createEffect, on, onCleanup, onMount } from 'solid-js'
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
  let element!: HTMLDivElement
  let plot: uPlot | undefined

  const data = () => [[...props.x], ...props.series.map((series) => [...series.values])] as uPlot.AlignedData

  function draw() {
    const box = element.getBoundingClientRect()
    if (box.width < 10 || box.height < 10) return
    plot?.destroy()
    plot = new uPlot(options(props, element, box), data(), element)
  }

  onMount(() => {
    const resized = new ResizeObserver(draw)
    resized.observe(element)
    const theme = matchMedia('(prefers-color-scheme: dark)')
    theme.addEventListener('change', draw)
    document.fonts.addEventListener('loadingdone', draw)
    onCleanup(() => {
      resized.disconnect()
      theme.removeEventListener('change', draw)
      document.fonts.removeEventListener('loadingdone', draw)
      plot?.destroy()
    })
  })

  createEffect(on([data, () => props.xTicks, () => props.yTop, () => props.plugin], draw, { defer: true }))

  return <div ref={element} class={props.class} aria-hidden="true" />
}

function options(props: ChartProps, element: HTMLElement, box: DOMRect): uPlot.Options {
  const style = getComputedStyle(element)
  const color = (name: string) => resolved(element, name)
  const size = Number.parseFloat(style.fontSize)
  const axis = { stroke: color('--muted'), font: `500 ${size}px ${style.fontFamily}`, ticks: { show: false }, gap: size * 0.35 }
  const grid = { stroke: color('--line'), width: 1 }
  return {
    width: Math.floor(box.width),
    height: Math.floor(box.height),
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
        // digits are about 0.62 as wide as they are high
        size: (_plot, values) => size * (0.9 + 0.62 * Math.max(2, ...(values ?? []).map((text) => text.length))),
        space: Math.max(size * 3, box.height / 6),
        incrs: STEPS,
      },
    ],
    plugins: props.plugin ? [props.plugin] : [],
    series: [{}, ...props.series.map((series) => curve(series, color, size))],
  }
}

function curve(series: ChartSeries, color: (name: string) => string, size: number): uPlot.Series {
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
