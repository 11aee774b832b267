{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
{{>KEY}}
{{#MONTH_LINKS}}
<ul class="month-links">
{{#MONTH}}
<li><a href="{{LINK}}">{{TEXT}}</a></li>
{{/MONTH}}
</ul>
{{/MONTH_LINKS}}
{{#PATH}}
<nav class="path" aria-label="{{site.path}}"><ol>
{{#ABOVE}}
<li><a href="{{LINK}}"><bdi>{{NAME}}</bdi></a></li>
{{/ABOVE}}
<li aria-current="page"><bdi>{{NAME}}</bdi></li>
</ol></nav>
{{/PATH}}
<div class="opening">
<div>
<h1>{{#CLAUSE}}<span class="clause">{{TEXT}}</span>{{GAP}}{{/CLAUSE}}</h1>
{{#HAS_DECK}}
<p class="deck">{{#SENTENCE}}{{TEXT}}{{GAP}}{{/SENTENCE}}</p>
{{/HAS_DECK}}
</div>
{{#STANDING}}
<div class="standing">
<p class="label">{{LABEL}}</p>
<p><span class="big">{{SCORE}}</span>{{#RANGE}} <span class="range"><span class="hidden">{{INTERVAL}} </span>{{TEXT}}</span>{{/RANGE}}</p>
<p>{{>LIGHT}} {{#REASON}}<span class="small">{{TEXT}}</span>{{/REASON}}</p>
{{>LINE}}
<dl class="moved">
{{#MOVED}}
<div><dt>{{LABEL}}</dt><dd>{{>CHANGE}}</dd></div>
{{/MOVED}}
</dl>
{{>LINE_TABLE}}
</div>
{{/STANDING}}
</div>
{{#PLACES}}
<section aria-labelledby="map">
<h2 id="map">{{map.heading}}</h2>
<div class="places">
{{>MAP}}
{{#HAS_GROUPS}}
<div class="groups">
{{#STANDING_GROUP}}
<div><p class="group-head">{{>GROUP_MARK}} <b class="count">{{COUNT}}</b> <b>{{TEXT}}</b></p>{{#NAMES}}<p class="names">{{#NAME_ITEM}}{{#NEXT}}{{TEXT}}{{/NEXT}}<a href="{{LINK}}"><bdi>{{NAME}}</bdi></a>{{/NAME_ITEM}}{{#MORE}} {{TEXT}}{{/MORE}}</p>{{/NAMES}}</div>
{{/STANDING_GROUP}}
</div>
{{/HAS_GROUPS}}
</div>
</section>
{{/PLACES}}
{{#MOVERS}}
<section aria-labelledby="movers">
<h2 id="movers">{{site.movers.title}}</h2>
<p class="small">{{TEXT}}</p>
<div class="movers">
{{#MOVER}}
<div>
<h3><a href="{{LINK}}"><bdi>{{NAME}}</bdi></a></h3>
<p class="moved-by">{{>CHANGE}}</p>
<p>{{WHY}}</p>
{{#DOUBT}}
<p class="doubt">{{TEXT}}</p>
{{/DOUBT}}
</div>
{{/MOVER}}
</div>
</section>
{{/MOVERS}}
{{>READING}}
{{>MEMBERS}}
{{#CORRECTIONS}}
<section aria-labelledby="corrections">
<h2 id="corrections">{{site.corrections.title}}</h2>
<p>{{TEXT}} <a href="{{LINK}}">{{site.corrections.all}}</a></p>
</section>
{{/CORRECTIONS}}
{{>WHY}}
{{>TREE}}
{{>END}}
{{>FOOT}}
