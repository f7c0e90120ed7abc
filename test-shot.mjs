import { chromium } from '@playwright/test';
const [,,login,name,...paths]=process.argv;
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const c=await b.newContext({viewport:{width:360,height:740},baseURL:'http://127.0.0.1:18110',locale:'vi-VN', deviceScaleFactor:1, colorScheme: process.env.DARK?'dark':'light'});
if(process.env.TEXT) await c.addCookies([{name:'loa_text',value:process.env.TEXT,url:'http://127.0.0.1:18110'}]);
const p=await c.newPage();
p.on('console',m=>console.log('console',m.text())); p.on('pageerror',e=>console.log('ERR',e.message));
if(login!=='-') await p.request.post('/api/v1/session',{data:{login,password:'loa-lang-demo'},headers:{Origin:'http://127.0.0.1:18110'}});
let i=0; for(const path of paths){ await p.goto(path); await p.waitForTimeout(500); if(process.env.OPEN) await p.evaluate(()=>document.querySelectorAll('details').forEach(d=>d.open=true)); await p.screenshot({path:`/tmp/v1shots/${name}${i++}.png`,fullPage:true}); }
await b.close();
