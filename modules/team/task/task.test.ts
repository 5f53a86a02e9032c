import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finishTask, progressTask, startTask } from '#core/jobs/task.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '../module.ts'
import { addPerson, PASSWORD } from '../testing/add-person.ts'
import { Browser } from '../testing/browser.ts'

const { house, app } = await openTestHouse([team])
const ids = { mine: await addPerson(house, 'mine@shop.test'), other: await addPerson(house, 'other@shop.test') }
const [mine, other] = [new Browser(app), new Browser(app)]
await mine.post('/api/sign-in', { email: 'mine@shop.test', password: PASSWORD })
await other.post('/api/sign-in', { email: 'other@shop.test', password: PASSWORD })

const begin = async (title: string) => {
  const actor = await house.actors.ofStaff(house, ids.mine)
  assert.ok(actor)
  return house.transaction({ actor }, (ctx) => startTask(ctx, { kind: 'import', title, total: 10 }))
}
const find = async (taskId: string) =>
  (await mine.get('/api/tasks')).json().items.find((task: { taskId: string }) => task.taskId === taskId)

test('a task is seen by its owner alone, from queued to done', async () => {
  const taskId = await begin('orders.csv')
  assert.equal((await find(taskId)).state, 'queued')
  assert.deepEqual((await other.get('/api/tasks')).json().items, [])
  await progressTask(house, taskId, { done: 4 })
  assert.deepEqual([(await find(taskId)).state, (await find(taskId)).done], ['running', 4])
  await progressTask(house, taskId, { done: 5 })
  assert.equal((await find(taskId)).done, 4, 'twice a second at most')
  await finishTask(house, taskId, { state: 'done', result: { to: '/imports/1' } })
  const done = await find(taskId)
  assert.deepEqual([done.state, done.done, done.result.to], ['done', 10, '/imports/1'])
})

test('cancelling reaches the job; a queued task ends at once; nobody cancels for others', async () => {
  const running = await begin('big.csv')
  await progressTask(house, running, { done: 1 })
  assert.equal((await other.post(`/api/tasks/${running}/cancel`)).statusCode, 404)
  assert.equal((await mine.post(`/api/tasks/${running}/cancel`)).statusCode, 204)
  await new Promise((resolve) => setTimeout(resolve, 550))
  assert.equal((await progressTask(house, running, { done: 2 })).cancelAsked, true)
  await finishTask(house, running, { state: 'cancelled' })
  assert.equal((await find(running)).state, 'cancelled')
  const waiting = await begin('small.csv')
  await mine.post(`/api/tasks/${waiting}/cancel`)
  assert.equal((await find(waiting)).state, 'cancelled')
  assert.equal((await progressTask(house, waiting, { done: 1 })).cancelAsked, true)
  assert.equal((await mine.post(`/api/tasks/${waiting}/cancel`)).statusCode, 404)
})
