{{%AUTOESCAPE context="HTML"}}
<section aria-labelledby="lights">
<h2 id="lights">{{site.light.title}}</h2>
<ul class="lights">
{{#LEGEND}}
<li>{{>LIGHT}} <span>{{TEXT}}</span></li>
{{/LEGEND}}
</ul>
</section>
{{#ASIDE}}
<section aria-labelledby="aside">
<h2 id="aside">{{site.aside.title}}</h2>
{{#NOTHING}}
<p>{{site.aside.nothing}}</p>
{{/NOTHING}}
{{#LIST}}
<details class="aside"><summary>{{HEADING}} <span class="small">({{COUNT}})</span></summary>
<ul>
{{#LINE}}
<li>{{TEXT}}</li>
{{/LINE}}
{{#MORE}}
<li><a href="{{LINK}}">{{TEXT}}</a></li>
{{/MORE}}
</ul>
</details>
{{/LIST}}
</section>
{{/ASIDE}}
<section aria-labelledby="files">
<h2 id="files">{{site.files.title}}</h2>
<p>{{site.files.text}}</p>
<p><code>sha256sum -c --ignore-missing SHA256SUMS</code> {{site.files.sums}}<br><code>dajuan index explain</code> {{site.files.explain}}</p>
<ul class="files">
{{#FILE}}
<li><a href="{{LINK}}">{{PATH}}</a> <span>{{TEXT}}</span></li>
{{/FILE}}
</ul>
</section>
<div class="source">
<p>{{SOURCE}}</p>
<p><strong>{{CAUTION}}</strong></p>
</div>
