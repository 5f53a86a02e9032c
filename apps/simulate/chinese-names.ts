const pairs = (text: string): (readonly [string, string])[] =>
  text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [zh = '', pinyin = ''] = entry.split('/')
      return [zh, pinyin] as const
    })

/** Family names, the frequent ones first: draws favour the head of the list. */
export const familyNames = pairs(`
王/wang 李/li 张/zhang 刘/liu 陈/chen 杨/yang 黄/huang 赵/zhao 吴/wu 周/zhou 徐/xu 孙/sun 马/ma 朱/zhu 胡/hu 郭/guo 何/he
高/gao 林/lin 罗/luo 郑/zheng 梁/liang 谢/xie 宋/song 唐/tang 许/xu 韩/han 冯/feng 邓/deng 曹/cao 彭/peng 曾/zeng 肖/xiao
田/tian 董/dong 袁/yuan 潘/pan 于/yu 蒋/jiang 蔡/cai 余/yu 杜/du 叶/ye 程/cheng 苏/su 魏/wei 吕/lv 丁/ding 任/ren 沈/shen
姚/yao 卢/lu 姜/jiang 崔/cui 钟/zhong 谭/tan 陆/lu 汪/wang 范/fan 金/jin 石/shi 廖/liao 贾/jia 夏/xia 韦/wei 付/fu 方/fang
白/bai 邹/zou 孟/meng 熊/xiong 秦/qin 邱/qiu 江/jiang 尹/yin 薛/xue 闫/yan 段/duan 雷/lei 侯/hou 龙/long 史/shi 陶/tao
欧阳/ouyang 上官/shangguan 司马/sima 诸葛/zhuge`)

export const womenGiven = pairs(`
芳/fang 娜/na 敏/min 静/jing 丽/li 艳/yan 娟/juan 霞/xia 婷/ting 雪/xue 秀英/xiuying 秀兰/xiulan 桂英/guiying 玉兰/yulan
雨桐/yutong 欣怡/xinyi 梓涵/zihan 诗涵/shihan 佳怡/jiayi 思颖/siying 雅琪/yaqi 晓燕/xiaoyan 丽娟/lijuan 海燕/haiyan 春梅/chunmei
红梅/hongmei 嘉欣/jiaxin 梦瑶/mengyao 若曦/ruoxi 语嫣/yuyan 美玲/meiling 慧敏/huimin 淑华/shuhua 晓雯/xiaowen 佩珊/peishan 文静/wenjing
玉珍/yuzhen 凤英/fengying 小红/xiaohong 亚楠/yanan 可馨/kexin 依诺/yinuo 芷若/zhiruo 婉清/wanqing 颖/ying 琳/lin 莉/li 倩/qian 璐/lu`)

export const menGiven = pairs(`
伟/wei 强/qiang 磊/lei 军/jun 洋/yang 勇/yong 杰/jie 涛/tao 明/ming 超/chao 建国/jianguo 建军/jianjun 志强/zhiqiang 国强/guoqiang
浩然/haoran 子轩/zixuan 宇轩/yuxuan 俊杰/junjie 天佑/tianyou 博文/bowen 嘉豪/jiahao 梓豪/zihao 明轩/mingxuan 文博/wenbo 志明/zhiming
海涛/haitao 晓东/xiaodong 永强/yongqiang 德华/dehua 金龙/jinlong 少华/shaohua 家辉/jiahui 伟东/weidong 振华/zhenhua 立新/lixin 思远/siyuan
一鸣/yiming 承宇/chengyu 泽洋/zeyang 景行/jingxing 启航/qihang 鹏/peng 斌/bin 波/bo 辉/hui 刚/gang 健/jian 凯/kai 峰/feng 毅/yi`)
