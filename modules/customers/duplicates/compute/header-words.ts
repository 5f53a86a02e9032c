import type { Role } from './table.ts'

const WORDS: Record<Exclude<Role, 'other'>, string> = {
  given: 'given given_name first_name firstname forename fname christian_name vorname prenom 名 名字',
  surname: 'surname family_name last_name lastname lname family nachname 姓 姓氏',
  name: 'name full_name customer_name contact contact_name person buyer_name receiver authors author artist 姓名 客户姓名 客户名称 联系人 收货人 收件人 作者',
  'birth-date': 'date_of_birth birth_date birthdate dob birthday born birth 生日 出生日期 出生 date_birth birth_day',
  phone: 'phone telephone tel mobile cell phone_number mobile_phone msisdn 电话 手机 手机号 手机号码 联系电话',
  email: 'email e_mail mail email_address 邮箱 电子邮箱 电子邮件',
  street:
    'street address address_1 address1 address_2 address2 addr address_line_1 address_line_2 street_name street_address 地址 详细地址 街道',
  number: 'street_number house_number house_no street_no 门牌号',
  place: 'city town suburb place locality village municipality 城市 市 县 区 区县',
  region: 'state region province county prefecture 省 省份 州 地区',
  country: 'country nation country_code 国家',
  postcode: 'postcode postal_code zip zip_code zipcode post_code plz cep 邮编 邮政编码',
  identity:
    'soc_sec_id ssn social_security_number national_id id_number id_card identity_number passport tax_id vat card_number member_number 身份证 身份证号 身份证号码 证件号 证件号码 税号 会员卡号 会员号',
  company: 'company firm organisation organization business employer company_name 公司 公司名称 单位 企业 企业名称',
  title: 'title article paper headline book 标题 题名 书名 论文',
  year: 'year birth_year year_of_birth pub_year 年 年份',
  category: 'gender sex salutation marital_status 性别 称谓',
  ignore: 'created_at updated_at created updated modified_at row row_number line timestamp 创建时间 更新时间 序号 行号',
}

const roleByHeader = new Map<string, Role>()
for (const [role, words] of Object.entries(WORDS)) {
  for (const word of words.split(' ')) roleByHeader.set(keyOf(word), role as Role)
}

/** The role that a header names, in English or Chinese; undefined where it names none ("Given name" = given_name). */
export const roleOfHeader = (header: string): Role | undefined => roleByHeader.get(keyOf(header))

function keyOf(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
