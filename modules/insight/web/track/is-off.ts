import type { TrackRecord } from './calibration-chart.tsx'

/** Whether the total of orders was off by more than two standard errors; records of earlier editions don't know. */
export const isOff = ({ expectedOrders, happenedOrders, totalScatter }: TrackRecord): boolean =>
  totalScatter !== null && Math.abs(expectedOrders - happenedOrders) > 2 * totalScatter
