{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>{{site.about.heading}}</h1>
<p class="deck">{{SUMMARY}}</p>
{{#PARAGRAPH}}
<p>{{TEXT}}</p>
{{/PARAGRAPH}}
<section>
<h2>{{site.key.caution}}</h2>
<p>{{CAUTION}}</p>
</section>
<section>
<h2>{{site.key.source}}</h2>
<p>{{SOURCE}}</p>
</section>
<section>
<h2>{{site.about.publisher}}</h2>
{{>IMPRINT}}
{{#NOBODY}}
<p>{{site.about.nobody}}</p>
{{/NOBODY}}
</section>
<section>
<h2>{{site.about.check}}</h2>
<p>{{site.about.check_text}}</p>
<p>{{site.about.reading}}</p>
</section>
{{>FOOT}}
