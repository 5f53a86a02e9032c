import type { House } from '#core/house.ts'

/** Gives some customers what no file of the made-up shop holds: fields of the company's own, and somebody who looks after them. */
export async function dressCustomers(house: House): Promise<void> {
  const { owner } = house.database
  await owner.query(`insert into customers.custom_fields (field_key, label, type, choices) values
    ('size', 'Size', 'choice', '{S,M,L}'), ('visits', 'Visits', 'number', '{}'), ('vip', 'VIP', 'yesno', '{}')
    on conflict do nothing`)
  await owner.query(`
    update customers.customers set custom = jsonb_build_object('size', (array['S', 'M', 'L'])[1 + abs(hashtext(name)) % 3],
      'visits', abs(hashtext(name)) % 1000, 'vip', hashtext(name) % 500 = 0)
    where hashtext(customer_id::text) % 10 = 0`)
  await owner.query(`
    update customers.customers set owner_staff_id = ('00000000-0000-7000-8000-00000000000' || abs(hashtext(name)) % 5)::uuid
    where hashtext(customer_id::text) % 50 = 1`)
}
