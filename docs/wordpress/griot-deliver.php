<?php
/**
 * Plugin Name: Deliver to Griot
 * Description: Sends each post to a Griot house when it is published or changed, and withdraws it when it is taken back.
 *
 * Set in wp-config.php:  define('GRIOT_ADDRESS', 'https://.../deliver/...');  define('GRIOT_KEY', 'griot-...');
 */

// Published, changed, taken back (to draft, private or the bin), deleted: each is a change of what the public may read.
add_action('transition_post_status', function ($new, $old, $post) {
    if ($post->post_type !== 'post' || ($new !== 'publish' && $old !== 'publish')) return;
    griot_queue($post->ID, $new === 'publish' ? griot_piece($post) : griot_withdrawal($post));
}, 10, 3);
add_action('before_delete_post', function ($id, $post) {
    if ($post->post_type === 'post' && $post->post_status === 'publish') griot_queue($id, griot_withdrawal($post));
}, 10, 2);

// What could not be sent stays, and is tried again: the newest word of each post alone.
add_action('griot_send', 'griot_send');
register_activation_hook(__FILE__, function () { if (!wp_next_scheduled('griot_send')) wp_schedule_event(time() + 3600, 'hourly', 'griot_send'); });
register_deactivation_hook(__FILE__, function () { wp_clear_scheduled_hook('griot_send'); });

// The id of a post never changes, whatever becomes of its address.
function griot_id($post) { return home_url('/?p=' . $post->ID); }

function griot_piece($post) {
    $author = get_the_author_meta('display_name', $post->post_author);
    $item = [
        'id' => griot_id($post),
        'url' => get_permalink($post),
        'title' => $post->post_title,
        'content_html' => apply_filters('the_content', $post->post_content),
        'date_published' => gmdate('Y-m-d\TH:i:s\Z', strtotime($post->post_date_gmt . ' UTC')),
        'date_modified' => gmdate('Y-m-d\TH:i:s\Z', strtotime($post->post_modified_gmt . ' UTC')),
        'language' => str_replace('_', '-', get_locale()),
        'authors' => $author === '' ? [] : [['name' => $author]],
        'tags' => wp_get_post_tags($post->ID, ['fields' => 'names']),
    ];
    if ($picture = get_the_post_thumbnail_url($post, 'full')) $item['image'] = $picture;
    return ['application/feed+json', wp_json_encode(['version' => 'https://jsonfeed.org/version/1.1', 'title' => get_bloginfo('name'), 'items' => [$item]])];
}

function griot_withdrawal($post) {
    $text = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>' . esc_xml(home_url('/'))
        . '</id><title>' . esc_xml(get_bloginfo('name')) . '</title><updated>' . gmdate('Y-m-d\TH:i:s\Z') . '</updated>'
        . '<at:deleted-entry ref="' . esc_xml(griot_id($post)) . '" when="' . gmdate('Y-m-d\TH:i:s\Z') . '"/></feed>';
    return ['application/atom+xml', $text];
}

function griot_queue($id, $delivery) {
    $waiting = get_option('griot_waiting', []);
    $waiting[$id] = array_merge($delivery, [wp_generate_uuid4()]);
    update_option('griot_waiting', $waiting, false);
    griot_send();
}

function griot_send() {
    foreach (get_option('griot_waiting', []) as $id => [$type, $body, $key]) {
        $answer = wp_remote_post(GRIOT_ADDRESS, ['timeout' => 15, 'body' => $body, 'headers' => ['Authorization' => 'Bearer ' . GRIOT_KEY, 'Content-Type' => $type, 'Idempotency-Key' => $key]]);
        $status = wp_remote_retrieve_response_code($answer);
        // 422: sent again, it would be no more readable; it lies in the house's quarantine.
        if ($status !== 200 && $status !== 422) continue;
        $waiting = get_option('griot_waiting', []);
        if (($waiting[$id][2] ?? null) === $key) unset($waiting[$id]);
        update_option('griot_waiting', $waiting, false);
    }
}
